import fc from "fast-check";
import { notches } from "../arbitraries/mod.ts";

/** What an optimizer is given: plain JSON, so that it can be printed and tried by hand. */
export interface Trial {
  /** The learning rate. */
  rate: number;
  /** The weights at the start. */
  start: number[];
  /** The gradients, a row a step, as many numbers in each as there are weights. */
  gradients: number[][];
}

/** What may be generated. */
export interface TrialOptions {
  /** The numbers of steps to choose from, fewest first. */
  steps?: readonly number[];
  /** The numbers of weights to choose from, fewest first. */
  weights?: readonly number[];
  /** The gradients to choose from, simplest first. */
  values?: readonly number[];
  /** The patterns of a weight's gradients to choose from, simplest first. */
  patterns?: readonly Pattern[];
  /** The weights to start from, simplest first. */
  starts?: readonly number[];
}

/** How the gradients of one weight follow each other. */
export type Pattern = keyof typeof PATTERNS;

const PATTERNS = {
  "constant": ([first]: number[]) => first,
  "alternating": ([first]: number[], step: number) => step % 2 ? -first : first,
  "once": ([first]: number[], step: number) => step === 0 ? first : 0,
  "sparse": (values: number[], step: number) => step % 3 === 2 ? values[step % values.length] : 0,
  "free": (values: number[], step: number) => values[step % values.length],
};

/** Gradients from zero to sizes whose squares are within float32, either sign, simplest first. */
const VALUES = [
  1,
  0,
  -1,
  2,
  0.5,
  -3,
  0.1,
  10,
  1e-3,
  -1e-3,
  1e-5,
  1e-7,
  -1e-7,
  3e-7,
  1e-9,
  1e-15,
  1e-30,
  100,
  -1e4,
  1e8,
];
/** The largest rates first: they show most. All are powers of two, so that float32 has them exactly. */
const RATES = [1, 1 / 8, 1 / 1024];
const STEPS = [1, 2, 3, 4, 6, 10, 20];
/** Values of a weight that a pattern is made of. */
const FREE = 7;

/** Trials: the fewest steps first, then the fewest weights, the simplest pattern and gradients. */
export function trials(options: TrialOptions = {}): fc.Arbitrary<Trial> {
  const { steps = STEPS, weights = [1, 2, 3], values = VALUES, starts = [0, 1, -3] } = options;
  const { patterns = Object.keys(PATTERNS) as Pattern[] } = options;
  const column = fc.record({
    pattern: notches(patterns),
    values: fc.tuple(...Array.from({ length: FREE }, () => notches(values))),
    start: notches(starts),
  });
  const columns = fc.tuple(...Array.from({ length: Math.max(...weights) }, () => column));
  return fc.record({ steps: notches(steps), weights: notches(weights), columns, rate: notches(RATES) }).map(
    ({ steps, weights, columns, rate }) => {
      const own = columns.slice(0, weights);
      const row = (step: number) => own.map(({ pattern, values }) => PATTERNS[pattern](values, step));
      return { rate, start: own.map(({ start }) => start), gradients: Array.from({ length: steps }, (_, t) => row(t)) };
    },
  );
}
