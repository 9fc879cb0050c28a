import { type ClassifierConfig, measured, type QuantityRequest, type TrainingTrace } from "../../src/core/mod.ts";
import type { BackendName } from "../../src/kernels/mod.ts";
import type { Subject } from "../../src/optimizers/mod.ts";
import { type Evaluation, judgeEvaluations, type Truth } from "../../src/stability/mod.ts";
import { train } from "../../src/training/mod.ts";

/** A config with what it is run on. */
export interface Setting {
  config: ClassifierConfig;
  backend: BackendName;
  /** The optimizer under test, `FILE#EXPORT` relative to the repository's root. */
  subject?: string;
}

/** What happened in a run, and its noise-free evaluations. */
export interface Outcome {
  truth: Truth;
  evaluations: Evaluation[];
  trace: TrainingTrace;
}

const ROOT = new URL("../../", import.meta.url);

/** The optimizer that a benchmark's own module exports. */
export async function subjectNamed(name: string): Promise<Subject> {
  const [file, entry] = name.split("#"), module = await import(new URL(file, ROOT).href);
  return module[entry];
}

/** Trains a setting and judges it by its noise-free evaluations. The same bits every time. */
export async function outcomeOf(
  { config, backend, subject }: Setting,
  quantities: readonly QuantityRequest[] = [],
): Promise<Outcome> {
  const trace = await train(config, {
    backend,
    subject: subject === undefined ? undefined : await subjectNamed(subject),
    quantities: ["evaluation", ...quantities],
  });
  const evaluations = measured(trace, "evaluation")
    .map(({ step, values: [loss, accuracy] }) => ({ step, loss, accuracy }));
  const { ending } = trace;
  // What ended the run was seen in the middle of a step, after its evaluation.
  if (ending.kind === "non-finite") evaluations.push({ step: ending.step + 1, loss: NaN, accuracy: NaN });
  return { truth: judgeEvaluations(evaluations), evaluations, trace };
}

/** Whether a run failed: any judgement but stable. */
export async function fails(setting: Setting): Promise<boolean> {
  return (await outcomeOf(setting)).truth.judgement !== "stable";
}

/** The setting with other initial weights, data and order. */
export function reseeded(setting: Setting, seeds: { seed: number; data: number }): Setting {
  const { config } = setting;
  return { ...setting, config: { ...config, seed: seeds.seed, data: { ...config.data, seed: seeds.data } } };
}
