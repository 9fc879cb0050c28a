import { measured, parseTrainingConfig, type TanhNetConfig, train } from "../../mod.ts";
import type { Row } from "./row.ts";

/** One run of gradient descent on the tanh net. */
export interface EdgeRun {
  /** rate x sharpness at the start. */
  atStart: number;
  /** Mean sharpness of the last fifth of the steps over 2 / rate; NaN if it diverged. */
  atEdge: number;
  diverged: boolean;
  /** Largest loss over the first one. */
  peak: number;
}

/** Measurements of the sharpness in the last fifth. */
const MEASUREMENTS = 10;

function config(rate: number, { seed, steps }: { seed: number; steps: number }): TanhNetConfig {
  const optimizer = { kind: "sgd", learningRate: { absolute: rate } };
  return parseTrainingConfig({ problem: "tanh-net" as const, optimizer, seed, steps });
}

/** The sharpness of an initialisation. */
async function sharpnessAtStart(seed: number): Promise<number> {
  const { measurements: [{ values }] } = await train(config(1e-3, { seed, steps: 1 }), {
    backend: "cpu",
    quantities: [{ name: "sharpness", every: 1000 }],
  });
  return values[0];
}

/** Trains at a rate, or at one that is a multiple of 1 / sharpness at the start. */
export async function edgeRun(
  { rate, times, seed, steps }: { rate?: number; times?: number; seed: number; steps: number },
): Promise<EdgeRun> {
  const start = await sharpnessAtStart(seed), absolute = rate ?? times! / start;
  const every = Math.floor(steps / 5 / MEASUREMENTS), quantities = [{ name: "sharpness", every }] as const;
  const { loss, ending, ...trace } = await train(config(absolute, { seed, steps }), { backend: "cpu", quantities });
  const late = measured({ loss, ending, ...trace }, "sharpness").filter(({ step }) => step > 0.8 * steps);
  const mean = late.reduce((sum, { values: [largest] }) => sum + largest, 0) / late.length;
  const peak = Math.max(...loss) / loss[0];
  const diverged = ending.kind === "non-finite" || !(loss.at(-1)! < 1.5 * loss[0]);
  return { atStart: absolute * start, atEdge: diverged ? NaN : mean * absolute / 2, diverged, peak };
}

/** Initialisations and steps of the long form and of the short one. */
const FORMS = { long: { seeds: 8, steps: 12000 }, short: { seeds: 3, steps: 6000 } };

/**
 * Gradient descent on the tanh net: the sharpness rises to 2 / rate and hovers there; a rate far beyond the bound at the
 * start diverges, one somewhat beyond it returns (Cohen et al. 2021, arXiv 2103.00065; Lewkowycz et al. 2020, arXiv
 * 2003.02218).
 */
export async function edgeOfStability(form: keyof typeof FORMS): Promise<Row[]> {
  const { seeds, steps } = FORMS[form], rows: Row[] = [];
  const source = "Cohen et al., arXiv 2103.00065; run files of rfangit/edge-of-stability-browser";
  const runs = async (options: { rate?: number; times?: number; steps: number }) => {
    const all: EdgeRun[] = [];
    for (let seed = 1; seed <= seeds; seed++) all.push(await edgeRun({ ...options, seed }));
    return all;
  };
  for (const rate of [0.2, 0.4169]) {
    for (const [i, { atEdge, diverged }] of (await runs({ rate, steps })).entries()) {
      if (diverged) continue;
      const name = `tanh net, rate ${rate}, initialisation ${i + 1}: mean sharpness of the last fifth over 2/rate`;
      rows.push({ name, source, expected: 1.025, measured: atEdge, tolerance: 0.125 });
    }
  }
  const far = await runs({ times: 5.5, steps: 1000 }), near = await runs({ times: 2.5, steps: 2000 });
  const share = (all: EdgeRun[]) => all.filter(({ diverged }) => diverged).length / seeds;
  rows.push(
    {
      name: "tanh net, rate x sharpness at the start 5.5: share that diverges",
      source,
      expected: 1,
      measured: share(far),
      tolerance: 0,
    },
    {
      name: "tanh net, rate x sharpness at the start 2.5: share that diverges",
      source,
      expected: 0,
      measured: share(near),
      tolerance: 0.49,
    },
  );
  const small = await edgeRun({ rate: 0.04898, seed: 1, steps });
  const name = "tanh net, rate 0.04898: largest loss over the first";
  return [...rows, { name, source, expected: 1, measured: small.peak, tolerance: 0 }];
}
