/**
 * Writes the logs of fixtures/traces/, by hand-chosen formulas: `deno run --allow-write scripts/make_traces.ts`. The
 * same bytes every time: the noise has fixed seeds, the numbers six digits. What each must be judged stands in
 * tests/stability/traces_test.ts.
 *
 * @module
 */
import { prng } from "../src/core/mod.ts";

/** Loss and accuracy at x in 0..1, the share of the training that is over; `i` is the step. */
type Shape = (x: number, i: number) => { loss: number; accuracy: number };

/** How a shape is logged. */
interface Log {
  shape: Shape;
  /** Lines, default 271: three for each evaluation. */
  points?: number;
  /** Mini-batch size: adds noise to loss and accuracy; none by default. */
  batch?: number;
  /** Whether the accuracy is left out. */
  lossOnly?: boolean;
  /** Replaces what stands in the loss cell of some steps. */
  cells?: Record<number, string>;
}

const START = 1.4;
/** Learns: from 1.4 down to `floor`. */
const decay = (x: number, floor = 0.05, time = 0.1): number => floor + (START - floor) * Math.exp(-x / time);
/** The accuracy of four classes that goes with a loss. */
const accuracyOf = (loss: number): number => 0.25 + 0.75 * Math.exp(-1.2 * loss);
/** A shape whose accuracy falls as its loss rises. */
const coupled = (loss: (x: number, i: number) => number): Shape => (x, i) => {
  const value = loss(x, i);
  return { loss: value, accuracy: accuracyOf(value) };
};
/** 0 before `at`, 1 after it, over about `width`. */
const ramp = (x: number, at: number, width: number): number => 1 / (1 + Math.exp(-(x - at) / width));
/** A rise at `at` that decays with `time`. */
const kick = (x: number, at: number, time: number): number => x < at ? 0 : Math.exp(-(x - at) / time);

const stable = coupled((x) => decay(x));
const collapse = coupled((x) => decay(x) + 0.9 * ramp(x, 0.6, 0.01));
/** Rises by `factor` over the second half; the accuracy falls by `drop`. */
const drift = (factor: number, drop: number): Shape => (x) => {
  const loss = decay(x, 0.1, 0.08), rise = Math.max(0, x - 0.5) * 2;
  return { loss: loss + 0.1 * (factor - 1) * rise, accuracy: accuracyOf(loss) - drop * rise };
};
/** Bounces by `swing` times the loss, `waves` times in all from a third on. */
const bounce = (swing: number, waves: number): Shape =>
  coupled((x) => decay(x, 0.5) * (1 + (x < 1 / 3 ? 0 : swing * Math.sin(3 * Math.PI * waves * (x - 1 / 3)))));

/** The logs by their file names, without `.csv`. */
export const TRACES: Record<string, Log> = {
  stable: { shape: stable },
  stable_mini_batch: { shape: stable, batch: 8, points: 900 },
  stable_epochs: { shape: stable, points: 20, lossOnly: true },
  lucky_batch: { shape: stable, batch: 16, points: 600, cells: { 150: "0.0004" } },
  gap: { shape: stable, cells: { 120: "", 121: "" } },
  learned_barely: { shape: coupled((x) => decay(x, 0.66 * START)) },
  no_progress: { shape: coupled((x) => decay(x, 0.9 * START)), batch: 32, points: 600 },
  late_rise_collapse: { shape: collapse },
  late_rise_intermittent: { shape: coupled((x) => decay(x) + (x > 0.4 && x < 0.9 && x % 0.15 < 0.07 ? 0.7 : 0)) },
  late_rise_spike: { shape: coupled((x) => decay(x) + 1.2 * kick(x, 0.5, 0.05)) },
  late_rise_rough: {
    shape: coupled((x, i) => (decay(x, 0.1) + 1.1 * Math.max(0, x - 0.5)) * (1 + 0.25 * Math.cos(2.4 * i))),
  },
  late_rise_mini_batch: { shape: collapse, batch: 16, points: 900 },
  late_rise_epochs: { shape: collapse, points: 20, lossOnly: true },
  rise_just_under: { shape: drift(1.9, 0.04) },
  rise_too_short: { shape: coupled((x) => decay(x) + (x > 0.5 && x < 0.52 ? 0.9 : 0)) },
  gentle_rise: { shape: drift(3, 0) },
  gentle_rise_too_small: { shape: drift(1.08, 0) },
  edge_of_stability: {
    shape: coupled((x, i) => decay(x, 0.1, 0.3) * (1 + (x < 0.2 ? 0 : 0.15) * (i % 2 ? 1 : -1))),
  },
  oscillation: { shape: bounce(0.2, 8) },
  oscillation_too_short: { shape: bounce(0.2, 1.5) },
  spike: { shape: coupled((x) => decay(x, 0.2) + (Math.abs(x - 0.7) < 0.005 ? 0.8 : 0)) },
  spike_too_low: { shape: coupled((x) => decay(x, 0.2) + (Math.abs(x - 0.7) < 0.005 ? 0.15 : 0)) },
  catapult: {
    shape: (x) => {
      const loss = decay(x) + 4 * START * (x / 0.05) * Math.exp(1 - x / 0.05);
      return { loss, accuracy: x < 0.3 ? 0.25 : accuracyOf(loss) };
    },
  },
  diverged_blow_up: { shape: coupled((x) => decay(x) + (x < 0.5 ? 0 : Math.expm1((x - 0.5) / 0.04))) },
  diverged_level: { shape: coupled((x) => START * (1 + 1.2 * ramp(x, 0.3, 0.02))) },
  diverged_nan: { shape: stable, cells: Object.fromEntries(Array.from({ length: 71 }, (_, k) => [200 + k, "nan"])) },
  level_just_under: { shape: coupled((x) => START * (1 + 0.4 * ramp(x, 0.3, 0.02))) },
};

/** The text of one log. */
export function traceText(name: string): string {
  const { shape, points = 271, batch = Infinity, lossOnly = false, cells = {} } = TRACES[name];
  const random = prng(...Array.from(name, (letter) => letter.charCodeAt(0)));
  const noise = 1 / Math.sqrt(batch), digits = (value: number) => String(Number(value.toPrecision(6)));
  const lines = Array.from({ length: points }, (_, i) => {
    const { loss, accuracy } = shape(i / (points - 1), i);
    const noisy = loss * Math.exp(noise * random.normal());
    const right = batch === Infinity ? accuracy : correct(accuracy, batch, random.uniform) / batch;
    return [i, cells[i] ?? digits(noisy), ...(lossOnly ? [] : [digits(right)])].join(",");
  });
  return [lossOnly ? "epoch,loss" : "step,loss,accuracy", ...lines, ""].join("\n");
}

function correct(probability: number, batch: number, uniform: () => number): number {
  return Array.from({ length: batch }, uniform).filter((u) => u < probability).length;
}

if (import.meta.main) {
  const folder = new URL("../fixtures/traces/", import.meta.url);
  for (const name of Object.keys(TRACES)) Deno.writeTextFileSync(new URL(`${name}.csv`, folder), traceText(name));
}
