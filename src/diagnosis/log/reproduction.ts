import {
  defaultRule,
  digits,
  type KnownRun,
  MAX_WORK,
  type OptimizerKind,
  parseTrainingConfig,
  type TrainingConfig,
  trainingWork,
} from "../../core/mod.ts";
import { type Reading, updateAt } from "./reading.ts";

/** What a training of ours may have, and what it has if nothing is known. */
const SIZE = { samples: { most: 256, usual: 32 }, length: { most: 64, usual: 12 }, units: { most: 32, usual: 8 } };
/** Classes of a generated task; 4 if nothing tells. */
const CLASSES = { least: 2, most: 8, usual: 4 };
/** Untrained weights have at most this much under the loss of even guesses, nats. */
const UNDER = 0.03;
const STEPS = { usual: 1000, most: 1e6 };

/**
 * A sequence classifier of ours with the optimizer's numbers and the shape of the training, as far as they are known, made small
 * enough to be trained many times. That it fails in the same way is not known: the curvature, which the log does not tell,
 * is another.
 *
 * @returns null if optimizer or rate are not known
 */
export function reproductionOf(reading: Reading): { config: TrainingConfig; assumed: string[] } | null {
  const { known } = reading, { optimizer, rate } = known, assumed: string[] = [];
  if (optimizer === undefined || rate === undefined) return null;
  const shape = shapeOf(reading, assumed), { samples } = shape.data;
  const batchSize = batchOf(known, { samples, assumed });
  const config = parseTrainingConfig({
    ...shape,
    batchSize,
    ...known.shuffled === false && batchSize !== "full" && { batchOrder: "by-class" },
    steps: 1,
    optimizer: {
      ...rule({ ...known, optimizer }, assumed),
      learningRate: { absolute: rate },
      ...typeof known.clipNorm === "number" && { clip: { kind: "global-norm", max: known.clipNorm } },
    },
  });
  if (known.schedule === "falling" || known.schedule === "rising") assumed.push("a constant rate");
  return { config: ofSteps(config, { steps: stepsOf(reading, assumed), assumed }), assumed };
}

/** Data and model. */
function shapeOf({ known, start }: Reading, assumed: string[]) {
  const size = (name: keyof typeof SIZE) => {
    const { most, usual } = SIZE[name], told = known[name], value = Math.min(told ?? usual, most);
    if (value !== told) assumed.push(`${value} ${name === "length" ? "time steps" : name}`);
    return value;
  };
  const classes = classesOf(known.classes, { start, assumed });
  const samples = Math.max(classes, size("samples"));
  if (known.cell === undefined) assumed.push("a tanh RNN");
  return {
    data: { task: "waveforms", samples, length: size("length"), classes, labels: labelsOf(known) },
    model: { cell: known.cell ?? "rnn", units: size("units") },
  };
}

/** As told, or as the loss of even guesses, ln classes, tells. */
function classesOf(told: number | undefined, { start, assumed }: { start: number; assumed: string[] }): number {
  const by = Math.floor(Math.exp(start + UNDER)), isTold = by >= CLASSES.least && by <= CLASSES.most;
  const classes = Math.min(CLASSES.most, told ?? (isTold ? by : CLASSES.usual));
  if (told === undefined && isTold) assumed.push(`${classes} classes by the first loss, ${digits(start)}`);
  else if (classes !== told) assumed.push(`${classes} classes`);
  return classes;
}

function labelsOf({ labelSum = 1, labelSmoothing = 0 }: KnownRun): object {
  if (labelSum !== 1) return { kind: "mass", mass: Math.min(8, labelSum) };
  return labelSmoothing > 0 ? { kind: "smoothed", smoothing: labelSmoothing } : { kind: "one-hot" };
}

function batchOf(
  { batchSize }: KnownRun,
  { samples, assumed }: { samples: number; assumed: string[] },
): number | "full" {
  if (batchSize === undefined) assumed.push("full batches");
  return batchSize === undefined || batchSize === "full" || batchSize >= samples ? "full" : batchSize;
}

function stepsOf({ known, curve }: Reading, assumed: string[]): number {
  const last = updateAt(known, curve.step.at(-1)!), own = last === undefined ? STEPS.usual : Math.ceil(last) + 1;
  const steps = Math.min(STEPS.most, own);
  if (last === undefined || steps < own) assumed.push(`${steps} updates`);
  return steps;
}

/** The rule with its numbers, those that are not told being its usual ones. */
function rule(known: KnownRun & { optimizer: OptimizerKind }, assumed: string[]): object {
  const usual = defaultRule(known.optimizer) as { kind: string } & Record<string, unknown>;
  for (const name of ["momentum", "beta1", "beta2", "decay", "epsilon"] as const) {
    if (!(name in usual)) continue;
    if (known[name] === undefined) assumed.push(`${name} ${usual[name]}`);
    else usual[name] = known[name];
  }
  return usual;
}

/** Of so many steps, or of as many as are not too much work. */
function ofSteps(config: TrainingConfig, { steps, assumed }: { steps: number; assumed: string[] }): TrainingConfig {
  const most = Math.floor(MAX_WORK / trainingWork({ ...config, steps: 1 }));
  if (most < steps) assumed.push(`${most} updates`);
  return { ...config, steps: Math.min(most, steps) };
}
