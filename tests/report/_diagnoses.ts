import {
  atRate,
  type Diagnosis,
  type DiagnosisCurve,
  measured,
  parseFailureRecord,
  parseJson,
  parseTrainingConfig,
  type TrainingConfig,
} from "../../src/core/mod.ts";
import { train } from "../../src/training/mod.ts";
import { cure, findings } from "./_findings.ts";

const SEED_CASE = new URL("../../fixtures/failures/seed_case.json", import.meta.url);

/** The curve of a run on wasm, with the stability ratio at every other step. */
async function runCurve(config: TrainingConfig): Promise<DiagnosisCurve> {
  const quantities = ["evaluation", { name: "stability-ratio", every: 2 }] as const;
  const trace = await train(config, { backend: "wasm", quantities });
  const evaluations = measured(trace, "evaluation"), ratios = measured(trace, "stability-ratio");
  return {
    step: evaluations.map(({ step }) => step),
    loss: evaluations.map(({ values: [loss] }) => finite(loss)),
    accuracy: evaluations.map(({ values: [, accuracy] }) => finite(accuracy)),
    gradientNorm: evaluations.map(({ step }) => finite(trace.gradientNorm[step] ?? NaN)),
    stabilityRatio: { step: ratios.map(({ step }) => step), value: ratios.map(({ values: [pi] }) => finite(pi)) },
  };
}

const finite = (value: number) => Number.isFinite(value) ? value : null;

/** The seed case: a late rise whose cause is proven. Its curves are trained; the trials are made up. */
export async function seedCase(): Promise<Diagnosis> {
  const { config } = parseFailureRecord(parseJson(await Deno.readTextFile(SEED_CASE), "seed case"), "seed case");
  const cured = { ...config, optimizer: { ...config.optimizer, epsilon: 0.03 } } as TrainingConfig;
  const evidence = {
    lossAtStart: 1.5098705291748047,
    lossAtBest: 0.3182929456233978,
    stepOfBest: 69,
    lossAtEnd: 0.5966522507369518,
    accuracyAtBest: 0.96875,
    accuracyAtEnd: 0.84375,
  };
  return {
    config,
    horizon: 1,
    failure: { judgement: "late-rise", onset: 72, evidence },
    mechanism: "preconditioner-decay",
    standing: "proven",
    findings: findings([
      {
        mechanism: "preconditioner-decay",
        standing: "proven",
        says: "From step 38 to 70 the stability ratio grew from 0.304 to 1.21; 64 % of that (in logarithms) is the " +
          "preconditioner's, which fell from 0.0421 to 0.0174 along the critical direction.",
        evidence: { share: 0.64, fromStep: 38, toStep: 70, predictedCrossing: 71, epsilonStar: 0.0101 },
        cures: [
          cure(config, {
            intervention: "amsgrad",
            change: "kind adam -> amsgrad",
            outcome: "not-cured",
            holds: false,
            uncured: { failed: 0, runs: 0 },
            cured: { failed: 0, runs: 0 },
            cost: { finalLoss: null, stepsToUncuredBest: null, uncuredStepOfBest: null },
          }),
          cure(cured, {
            intervention: "epsilon",
            change: "epsilon 1e-7 -> 0.03",
            size: 0.31,
            rival: { change: "learningRate 0.0316 -> 0.0232", cured: { failed: 9, runs: 10 } },
            cost: { finalLoss: 0.151, stepsToUncuredBest: 74, uncuredStepOfBest: 69 },
          }),
        ],
      },
      {
        mechanism: "rate-above-bound",
        standing: "unknown",
        says:
          "The stability ratio passed 1 at step 70 and reached 1.61 by the onset at step 72: linear stability puts " +
          "the largest stable rate there at 0.0196, the rate is 0.0316.",
        evidence: { stabilityRatio: 1.61, crossedAtStep: 70, predictedBound: 0.0196 },
      },
      { mechanism: "label-mass", says: "Every label row sums to 1." },
      { mechanism: "batches", says: "Every step sees all samples." },
      { mechanism: "schedule", says: "The rate is constant." },
    ]),
    notes: ["The run comes back by itself now and then: at the edge of stability it is thrown out and returns."],
    curves: { uncured: await runCurve(config), cured: await runCurve(cured) },
    backend: { name: "wasm" },
    tally: { trainings: 64, steps: 9120 },
  };
}

/** A run of a subject that diverges to what is not finite, likely by its rate; nothing was measured of its curvature. */
export function divergence(name = "mine.ts#make"): Diagnosis {
  const config = parseTrainingConfig({
    steps: 200,
    optimizer: { kind: "subject", name, like: "sgd", learningRate: { absolute: 30 } },
  });
  const slower = { ...atRate(config, 3), steps: 2000 };
  const step = Array.from({ length: 12 }, (_, i) => 2 * i);
  const growing = step.map((s) => s < 18 ? 1.386 * 10 ** (s / 4) : null);
  const falling = Array.from({ length: 91 }, (_, i) => 1.386 * 0.93 ** i);
  return {
    config,
    horizon: 1,
    failure: { judgement: "diverged", onset: 18, evidence: { lossAtStart: 1.386, lossAtBest: 1.386, stepOfBest: 0 } },
    mechanism: "rate-above-bound",
    standing: "supported",
    findings: findings([{
      mechanism: "rate-above-bound",
      standing: "supported",
      says: "The stability ratio cannot be measured for this optimizer; a lower rate can only be tried.",
      cures: [cure(slower, {
        change: "learningRate 30 -> 3",
        size: Math.log(10),
        uncured: { failed: 7, runs: 10 },
        cost: { finalLoss: 0.0021, stepsToUncuredBest: null, uncuredStepOfBest: 0 },
      })],
    }]),
    notes: [],
    curves: {
      uncured: {
        step,
        loss: growing,
        accuracy: step.map((s) => s < 18 ? 0.25 : null),
        gradientNorm: growing.map((loss) => loss && loss / 3),
        stabilityRatio: { step: [0, 10], value: [null, null] },
      },
      cured: {
        step: falling.map((_, i) => Math.ceil(i * 600 / 90)),
        loss: falling,
        accuracy: falling.map((loss) => 1 - loss / 2),
        gradientNorm: falling.map((loss) => loss / 10),
        stabilityRatio: { step: [], value: [] },
      },
    },
    backend: { name: "webgpu", adapter: "an adapter" },
    tally: { trainings: 30, steps: 26000 },
  };
}

/** No progress, and no cause that the numbers speak for, as the time was over. */
export function unknown(): Diagnosis {
  const config = parseTrainingConfig({ steps: 60, optimizer: { kind: "adam", learningRate: { absolute: 0.01 } } });
  const step = Array.from({ length: 61 }, (_, i) => i);
  return {
    config,
    horizon: 1,
    failure: { judgement: "no-progress", onset: null, evidence: { lossAtStart: 1.386, lossAtEnd: 1.386 } },
    mechanism: null,
    standing: "unknown",
    findings: findings([{ mechanism: "unlearnable-task", standing: "unknown", says: "It was not examined." }]),
    notes: [],
    curves: {
      uncured: {
        step,
        loss: step.map(() => 1.386),
        accuracy: step.map(() => 0.25),
        gradientNorm: step.map(() => 0),
        stabilityRatio: { step: [], value: [] },
      },
    },
    backend: { name: "wasm" },
    tally: { trainings: 3, steps: 180 },
    cut: "deadline",
  };
}

/** A run that is stable, at the edge. */
export async function stable(): Promise<Diagnosis> {
  const base = await seedCase();
  return {
    ...base,
    failure: { judgement: "stable", onset: null, evidence: { lossAtStart: 1.51, lossAtEnd: 0.02 } },
    mechanism: null,
    standing: "unknown",
    findings: [],
    notes: ["The run is at the edge of stability: the stability ratio stays about 1, and the loss comes back."],
    curves: { uncured: base.curves.cured! },
  };
}
