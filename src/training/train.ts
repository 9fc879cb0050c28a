import * as tf from "@tensorflow/tfjs";
import {
  absoluteRate,
  breathing,
  type Ending,
  type QuantityRequest,
  type TrainingConfig,
  type TrainingTrace,
} from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import { type BackendName, kernelFor, useBackend } from "../kernels/mod.ts";
import { makeOptimizer, type Subject } from "../optimizers/mod.ts";
import { DeviceStepper, readingInterval } from "./device_stepper.ts";
import { HostStepper } from "./host_stepper.ts";
import {
  endStep,
  measureEnd,
  measurements,
  measureOnTheSpot,
  type Measuring,
  needsFull,
  type OnTheSpot,
} from "./measuring.ts";
import { type ClassifierProblem, type Problem, type ProblemMaker, problemOf } from "./problems/mod.ts";
import { emptyTrace, epochMeans, recordStep } from "./record.ts";
import type { Stepper, Updates } from "./stepper.ts";
import { WeightVariables } from "./variables.ts";

/** How a training is run; none of it changes its numbers, but for the backend. */
export interface TrainOptions {
  /** Default "auto". */
  backend?: BackendName;
  /** What a config's `subject` stands for. */
  subject?: Subject;
  /** What a config's problem "own" stands for. */
  problem?: ProblemMaker;
  /** What a config's data of source "own" stand for. */
  data?: OwnData;
  /** Ends the training after the step it is in; the trace keeps what there is. */
  signal?: AbortSignal;
  /** Ends the training likewise, ms of `performance.now()`. Default: none. */
  deadline?: number;
  /** Called after each step with the number of steps done. */
  onStep?: (done: number, trace: Readonly<TrainingTrace>) => void;
  /** What to measure besides the series, and when. Default: nothing. */
  quantities?: readonly QuantityRequest[];
  /**
   * Asked when so many steps are done, with the series of a training of so many steps: true ends it there, completed. What
   * is measured at the end is not.
   */
  endsAt?: { steps: readonly number[]; when: (trace: Readonly<TrainingTrace>) => boolean };
}

/**
 * Trains a config and records what happened. The same config on the same backend gives a bit-equal trace. It stops at
 * the first non-finite loss, gradient or weight, at the deadline and on abort, keeping what it has; no tensor is left.
 * Trainings of one thread must not overlap: they would count each other's tensors.
 *
 * On webgpu the fused kernel's steps are read back some at a time. What `onStep` is told, and what it does then, comes
 * that much later; an optimizer may be asked for a few updates more than the trace has.
 *
 * @throws {InputError} if the config names a subject, a problem or data that are not given, or a backend that is not there
 */
export async function train(config: TrainingConfig, options: TrainOptions = {}): Promise<TrainingTrace> {
  const backend = await useBackend(options.backend);
  const problem = await problemOf(config, options);
  const before = tf.memory().numTensors;
  const trace = emptyTrace({ backend, kernel: problem.kernel });
  const spec = { ...config.optimizer, learningRate: { absolute: absoluteRate(config) } };
  const optimizer = makeOptimizer(spec, { steps: config.steps, subject: options.subject });
  const variables = new WeightVariables(problem, { flat: spec.kind !== "subject" });
  const stepper = makeStepper(config, problem, { optimizer, variables });
  const measuring = { requests: options.quantities ?? [], steps: config.steps, problem, optimizer, stepper };
  try {
    trace.ending = await loop({ options, measuring, trace, owed: [], settled: 0 });
  } finally {
    stepper.dispose();
    variables.dispose();
    // A subject is told by its applyGradients alone: it may have nothing to dispose of.
    optimizer.dispose?.();
    trace.leaked.afterwards = tf.memory().numTensors - before;
    problem.dispose?.();
  }
  trace.epochs = epochMeans(trace, problem.batchesPerEpoch);
  return trace;
}

interface Run {
  options: TrainOptions;
  measuring: Measuring;
  trace: TrainingTrace;
  /** Steps that are done but not told of: samples of the batch, tensors that there were afterwards, measurements. */
  owed: { samples: number; tensors: number; onTheSpot: OnTheSpot }[];
  /** Tensors that there were after the second step. */
  settled: number;
}

function makeStepper(config: TrainingConfig, problem: Problem, updates: Updates): Stepper {
  if (tf.getBackend() !== "webgpu" || !isFused(problem)) return new HostStepper(problem, updates);
  return new DeviceStepper(problem, { ...updates, interval: readingInterval(config) });
}

/** Whether the steps of a problem, and the evaluation of all samples, run on the fused kernel. */
function isFused(problem: Problem): problem is ClassifierProblem {
  const { shape, full, kernel } = problem as Partial<ClassifierProblem>;
  return shape !== undefined && kernel === "fused" && kernelFor(shape, full!, { gradient: false }) === "fused";
}

async function loop(run: Run): Promise<Ending> {
  const { options, measuring, trace } = run, { stepper, steps } = measuring, breathe = breathing();
  for (let step = 0; step < steps; step++) {
    const cut = interruption(options, step);
    if (cut) return await settle(run) ?? cut;
    await breathe();
    try {
      await runStep(run, step);
    } catch (error) {
      // After a step that turns out to have ended the training, nothing would have been asked of the optimizer.
      const ended = await settle(run);
      if (ended) return ended;
      throw error;
    }
    const ended = stepper.isDue ? await settle(run) : undefined;
    if (ended) return ended;
  }
  const ended = await settle(run);
  if (ended) return ended;
  trace.measurements.push(...await measureEnd(measuring));
  return { kind: "completed" };
}

async function runStep({ measuring, owed }: Run, step: number): Promise<void> {
  const { stepper, problem } = measuring, batch = problem.batchAt(step);
  // A full batch's own loss is that of all samples.
  await stepper.begin(batch, { full: problem.batchesPerEpoch > 1 && needsFull(measuring, step) });
  const onTheSpot = await measureOnTheSpot(measuring, step, batch);
  await endStep(measuring, step, { batch, onTheSpot });
  owed.push({ samples: batch.size, tensors: tf.memory().numTensors, onTheSpot });
}

/** Records the steps that are done; gives the ending if one of them is the last, and forgets those after it. */
async function settle(run: Run): Promise<Ending | undefined> {
  const { measuring, trace, options, owed } = run;
  for (const numbers of await measuring.stepper.tell()) {
    const step = trace.loss.length, { samples, tensors, onTheSpot } = owed.shift()!;
    const where = recordStep(trace, numbers, samples);
    trace.measurements.push(...measurements(measuring, step, { onTheSpot, full: numbers.full ?? numbers }));
    if (where) return { kind: "non-finite", step, where };
    // The optimizer makes its own tensors in its first two steps; after that their number must stay.
    if (step <= 1) run.settled = tensors;
    trace.leaked.bySteps = tensors - run.settled;
    options.onStep?.(step + 1, trace);
    if (options.endsAt?.steps.includes(step + 1)) {
      trace.epochs = epochMeans(trace, measuring.problem.batchesPerEpoch);
      if (options.endsAt.when(trace)) return { kind: "completed" };
    }
  }
}

function interruption({ signal, deadline = Infinity }: TrainOptions, steps: number): Ending | undefined {
  if (signal?.aborted) return { kind: "aborted", steps };
  return performance.now() > deadline ? { kind: "deadline", steps } : undefined;
}
