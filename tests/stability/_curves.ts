import { type Curve, type Prng, prng } from "../../src/core/mod.ts";
import { type Evaluation, evaluationSteps } from "../../src/stability/truth.ts";

/** A training as it might have been: the loss and accuracy on the whole training set, and what a log has of it. */
export interface Synthetic {
  /** Noise-free. */
  truth: Required<Curve>;
  /** Mini-batch loss and accuracy. */
  log: Required<Curve>;
}

/** Learns: an exponential decay to a floor. */
function decay(random: Prng): (x: number) => number {
  const floor = 10 ** between(random, -3, -0.4), time = between(random, 0.02, 0.25);
  return (x) => floor + (1 - floor) * Math.exp(-x / time);
}

/** The kinds of synthetic training, and the shape of each: loss over L0 at x in 0..1. */
export const SHAPES = {
  decay,
  /** Falls apart and stays there. */
  collapse: (random) => {
    const base = decay(random), at = between(random, 0.3, 0.8), height = between(random, 0.3, 1.2);
    const width = 10 ** between(random, -3, -1);
    return (x) => base(x) + height / (1 + Math.exp(-(x - at) / width));
  },
  /** Rises again and again and comes back each time. */
  intermittent: (random) => {
    const base = decay(random), height = between(random, 0.3, 1), period = between(random, 0.15, 0.3);
    const share = between(random, 0.35, 0.6);
    return (x) => base(x) + (x > 0.3 && x / period % 1 < share ? height : 0);
  },
  /** One rise that comes back. */
  excursion: (random) => {
    const base = decay(random), at = between(random, 0.3, 0.7), height = between(random, 0.4, 1.5);
    const time = between(random, 0.04, 0.15);
    return (x) => base(x) + (x < at ? 0 : height * Math.exp(-(x - at) / time));
  },
  /** Climbs slowly through a curve that bounces. */
  rough: (random) => {
    const base = decay(random), at = between(random, 0.3, 0.6), height = between(random, 0.5, 1.2);
    const bounce = between(random, 0.1, 0.3), waves = between(random, 20, 200);
    return (x) => (base(x) + height * Math.max(0, x - at) / (1 - at)) * (1 + bounce * Math.sin(waves * x));
  },
  /** Rises to a level above its start. */
  level: (random) => {
    const top = between(random, 2, 5), time = between(random, 0.01, 0.3);
    return (x) => top + (1 - top) * Math.exp(-x / time);
  },
  /** Learns, then blows up exponentially. */
  blowUp: (random) => {
    const base = decay(random), at = between(random, 0.2, 0.8), time = between(random, 0.005, 0.03);
    return (x) => base(x) + (x < at ? 0 : Math.min(1e6, Math.exp((x - at) / time) - 1));
  },
  /** Never learns. */
  plateau: (random) => {
    const drop = between(random, 0, 0.15);
    return (x) => 1 - drop * x;
  },
} satisfies Record<string, (random: Prng) => (x: number) => number>;

/** Name of a kind of synthetic training. */
export type Shape = keyof typeof SHAPES;

/**
 * Draws a training of `points` steps. The accuracy falls with the loss as if three quarters of it came from confident
 * errors; the log's is of a batch of `batch`, its loss has multiplicative noise of standard deviation 1/sqrt(batch)
 * and additive noise of a hundredth of that times L0. batch = Infinity: no noise.
 */
export function synthesize(
  shape: Shape,
  { seed, points, batch }: { seed: number; points: number; batch: number },
): Synthetic {
  const random = prng(seed), at = SHAPES[shape](random), start = between(random, 0.5, 3);
  const noise = 1 / Math.sqrt(batch);
  const step = Array.from({ length: points }, (_, i) => i);
  const clean = step.map((i) => at(points > 1 ? i / (points - 1) : 0));
  const truth = { step, loss: clean.map((loss) => start * loss), accuracy: clean.map(accuracyAt) };
  if (noise === 0) return { truth, log: truth };
  const loss = truth.loss.map((value) =>
    Math.max(0, value * Math.exp(noise * random.normal() - noise * noise / 2) + 0.01 * noise * start * random.normal())
  );
  return { truth, log: { step, loss, accuracy: truth.accuracy.map((share) => correctOf(batch, share, random)) } };
}

function accuracyAt(loss: number): number {
  return 0.25 + 0.75 * Math.exp(-1.5 * loss);
}

/** The share of a batch that is right, each with the given probability: binomial, or nearly so for a large batch. */
function correctOf(batch: number, probability: number, random: Prng): number {
  if (batch > 16) {
    const deviation = Math.sqrt(probability * (1 - probability) * batch);
    return Math.min(1, Math.max(0, Math.round(batch * probability + deviation * random.normal()) / batch));
  }
  let right = 0;
  for (let i = 0; i < batch; i++) if (random.uniform() < probability) right++;
  return right / batch;
}

/** Uniform in [low, high). */
export function between(random: Prng, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** What the truth of a noise-free curve with a point at every step rests on. */
export function evaluationsOf({ step, loss, accuracy }: Required<Curve>): Evaluation[] {
  // A log of few points is of evaluations; else it ends at the last update, which the last evaluation is after.
  const points = step.length, at = points <= 91 ? evaluationSteps(points - 1) : evaluationSteps(points).slice(0, -1);
  return at.map((i) => ({ step: step[i], loss: loss[i], accuracy: accuracy[i] }));
}
