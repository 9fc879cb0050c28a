import * as tf from "@tensorflow/tfjs";
import {
  absoluteRate,
  distance,
  type Ending,
  mean,
  norm,
  type QuantityName,
  type TrainingConfig,
  type TrainingTrace,
} from "../core/mod.ts";
import { type BackendName, kernelFor, useBackend } from "../kernels/mod.ts";
import { makeOptimizer, type Subject } from "../optimizers/mod.ts";
import { classifierProblem, type Problem } from "./problem.ts";
import { QUANTITIES } from "./quantities/mod.ts";
import { WeightVariables } from "./variables.ts";

/** How a training is run; none of it changes its numbers, but for the backend. */
export interface TrainOptions {
  /** Default "auto". */
  backend?: BackendName;
  /** What a config's `subject` stands for. */
  subject?: Subject;
  /** Ends the training after the step it is in; the trace keeps what there is. */
  signal?: AbortSignal;
  /** Ends the training likewise, ms of `performance.now()`. Default: none. */
  deadline?: number;
  /** Called after each step with the number of steps done. */
  onStep?: (done: number, trace: Readonly<TrainingTrace>) => void;
  /** What to measure besides the series. Default: nothing. */
  quantities?: readonly QuantityName[];
}

/** How long the loop may run before it lets timers and signals through, ms. */
const BREATH = 50;

/**
 * Trains a config and records what happened. The same config on the same backend gives a bit-equal trace. It stops at
 * the first non-finite loss, gradient or weight, at the deadline and on abort, keeping what it has; no tensor is left.
 * Trainings of one thread must not overlap: they would count each other's tensors.
 *
 * @throws {InputError} if the config names a subject that is not given, or a backend that is not there
 */
export async function train(config: TrainingConfig, options: TrainOptions = {}): Promise<TrainingTrace> {
  const backend = await useBackend(options.backend);
  const problem = classifierProblem(config);
  const before = tf.memory().numTensors;
  const trace: TrainingTrace = {
    loss: [],
    accuracy: [],
    gradientNorm: [],
    updateNorm: [],
    weightNorm: [],
    epochs: [],
    measurements: [],
    ending: { kind: "completed" },
    backend,
    kernel: kernelFor(problem.shape),
    leaked: { bySteps: 0, afterwards: 0 },
  };
  const spec = { ...config.optimizer, learningRate: { absolute: absoluteRate(config.optimizer) } };
  const optimizer = makeOptimizer(spec, { steps: config.steps, subject: options.subject });
  const variables = new WeightVariables(problem.shape, problem.initial, { flat: spec.kind !== "subject" });
  try {
    trace.ending = await loop({ config, options, problem, optimizer, variables, trace });
  } finally {
    variables.dispose();
    // A subject is told by its applyGradients alone: it may have nothing to dispose of.
    optimizer.dispose?.();
  }
  trace.leaked.afterwards = tf.memory().numTensors - before;
  trace.epochs = epochMeans(trace, problem.batchesPerEpoch);
  return trace;
}

interface Run {
  config: TrainingConfig;
  options: TrainOptions;
  problem: Problem;
  optimizer: tf.Optimizer;
  variables: WeightVariables;
  trace: TrainingTrace;
}

async function loop(run: Run): Promise<Ending> {
  const { config: { steps }, options, variables, trace } = run;
  let weights = await variables.read(), breath = performance.now(), settled = 0;
  for (let step = 0; step < steps; step++) {
    if (options.signal?.aborted) return { kind: "aborted", steps: step };
    const now = performance.now();
    if (now > (options.deadline ?? Infinity)) return { kind: "deadline", steps: step };
    if (now > breath + BREATH) {
      await new Promise((resume) => setTimeout(resume, 0));
      breath = performance.now();
    }
    const after = await update(run, step, weights);
    if (typeof after === "string") return { kind: "non-finite", step, where: after };
    weights = after;
    // The optimizer makes its own tensors in its first two steps; after that their number must stay.
    const tensors = tf.memory().numTensors;
    if (step <= 1) settled = tensors;
    trace.leaked.bySteps = tensors - settled;
    options.onStep?.(step + 1, trace);
  }
  await measure(run, { step: steps, weights });
  return { kind: "completed" };
}

/** One step: loss and gradient, measurements, the update. Gives the new weights, or where a non-finite number stood. */
async function update(
  run: Run,
  step: number,
  weights: Float32Array,
): Promise<Float32Array | "loss" | "gradient" | "weights"> {
  const { problem, trace, variables, optimizer } = run, batch = problem.batchAt(step);
  const evaluated = await problem.evaluate(weights, batch), { loss, right, gradient } = evaluated;
  const gradientNorm = norm(gradient);
  trace.loss.push(loss);
  trace.accuracy.push(right / batch.size);
  trace.gradientNorm.push(gradientNorm);
  await measure(run, { step, weights, current: { batch, evaluated } });
  if (!Number.isFinite(loss)) return stopped(trace, "loss");
  if (!Number.isFinite(gradientNorm)) return stopped(trace, "gradient");
  variables.update(optimizer, gradient);
  const after = await variables.read();
  trace.updateNorm.push(distance(after, weights));
  trace.weightNorm.push(norm(after));
  return Number.isFinite(trace.weightNorm.at(-1)) ? after : "weights";
}

/** Keeps the series of one length: no update was made. */
function stopped<Where>(trace: TrainingTrace, where: Where): Where {
  trace.updateNorm.push(NaN);
  trace.weightNorm.push(trace.weightNorm.at(-1) ?? NaN);
  return where;
}

async function measure(
  { config, options, problem, trace }: Run,
  moment: {
    step: number;
    weights: Float32Array;
    current?: Parameters<typeof QUANTITIES.evaluation.measure>[0]["current"];
  },
): Promise<void> {
  for (const name of options.quantities ?? []) {
    const quantity = QUANTITIES[name];
    if (!quantity.at(moment.step, config.steps)) continue;
    const values = await quantity.measure({ ...moment, steps: config.steps, problem });
    trace.measurements.push({ quantity: name, step: moment.step, values });
  }
}

function epochMeans({ loss, accuracy }: TrainingTrace, perEpoch: number): TrainingTrace["epochs"] {
  const epochs = [];
  for (let from = 0; from < loss.length; from += perEpoch) {
    const of = (series: number[]) => mean(series.slice(from, from + perEpoch));
    epochs.push({ loss: of(loss), accuracy: of(accuracy) });
  }
  return epochs;
}
