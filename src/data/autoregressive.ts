import type { Sequence, SequenceShape } from "./sequence_task.ts";

const RADIUS = 0.95;

/**
 * The class is an autoregressive process, x_t = a1 x_(t-1) + a2 x_(t-2) + e_t with Gaussian e, stationary from the
 * first step and of variance 1. Class k has the poles 0.95 exp(+-i angle), angle = pi (k + 1/2) / classes: from slow
 * to fast oscillation. Feature f is the same series f steps ahead.
 *
 * Source: G. E. P. Box and G. M. Jenkins, Time Series Analysis (1970), section 3.2.4.
 */
export function autoregressive({ length, features, classes }: SequenceShape): (sequence: Sequence) => void {
  const series = new Float64Array(length + features - 1);
  const a2 = -RADIUS * RADIUS;
  return ({ values, classIndex, random }) => {
    const a1 = 2 * RADIUS * Math.cos(Math.PI * (classIndex + 0.5) / classes);
    const lag1 = a1 / (1 - a2); // autocorrelation, by the Yule-Walker equations
    const innovation = Math.sqrt((1 + a2) * (1 - a2 - a1 * lag1));
    let before = random.normal();
    let now = lag1 * before + Math.sqrt(1 - lag1 * lag1) * random.normal();
    for (let t = 0; t < series.length; t++) {
      series[t] = now;
      const next = a1 * now + a2 * before + innovation * random.normal();
      before = now;
      now = next;
    }
    for (let t = 0, i = 0; t < length; t++) {
      for (let f = 0; f < features; f++, i++) values[i] = series[t + f];
    }
  };
}
