import { norm } from "../../core/mod.ts";
import type { MeasuredQuantity, Moment } from "./quantity.ts";

/** The longer of the two finite-difference steps, as a share of the weights' norm. */
const REACH = 2 ** -12;

/**
 * The slope of the reported loss along the gradient g that the optimizer is given: `[|g|, D(h), D(h/2), rounding]` with
 * D(h) = (L(w + h g/|g|) - L(w - h g/|g|)) / 2h, on the step's own batch, and `rounding` a bound on what float32 does
 * to D(h/2). Where g is the gradient of L, both D tend to |g|. Measured at the first step, in the middle, at the last.
 */
export const directionalDerivative: MeasuredQuantity = {
  ofBatch: true,
  at: (step, steps) => step < steps && (step === 0 || step === steps >> 1 || step === steps - 1),
  async measure(moment) {
    const { weights, current } = moment, { gradient, loss } = current!.evaluated;
    const size = norm(gradient), reach = Math.fround(norm(weights) * REACH);
    if (!(size > 0) || !Number.isFinite(size)) return [size, NaN, NaN, NaN];
    return [size, await slope(moment, reach), await slope(moment, reach / 2), 2 ** -22 * Math.abs(loss) / (reach / 2)];
  },
};

async function slope({ weights, problem, current }: Moment, reach: number): Promise<number> {
  const { batch, evaluated: { gradient } } = current!, size = norm(gradient);
  const ahead = weights.map((w, i) => w + reach * gradient[i] / size);
  const behind = weights.map((w, i) => w - reach * gradient[i] / size);
  // The weights are rounded to float32: divide by the way that was really gone.
  const gone = ahead.reduce((sum, w, i) => sum + (w - behind[i]) * gradient[i] / size, 0);
  const losses = [];
  for (const w of [ahead, behind]) losses.push((await problem.evaluate(w, batch, { gradient: false })).loss);
  return (losses[0] - losses[1]) / gone;
}
