import * as tf from "@tensorflow/tfjs";
import { type TrainingConfig, trainingWork } from "../core/mod.ts";
import {
  type Batch,
  batchTensors,
  type ClassifierShape,
  DeviceSteps,
  type Evaluated,
  readBack,
  type StepNumbers,
} from "../kernels/mod.ts";
import type { ClassifierProblem } from "./problems/mod.ts";
import type { Stepper, Updates } from "./stepper.ts";

/** Steps whose numbers a device may owe, and floating point operations of such steps: a second on a slow device. */
const OWED = { steps: 32, work: 2 ** 31 };

/** How many steps of a training to do before their numbers are read back, at least 1: as long, no end is noticed. */
export function readingInterval(config: TrainingConfig): number {
  const affordable = Math.floor(OWED.work * config.steps / trainingWork(config));
  return Math.max(1, Math.min(OWED.steps, config.steps, affordable));
}

/**
 * Leaves weights, gradients and the steps' numbers on a WebGPU device: it waits for the device once in a reading interval,
 * and where something is measured on the spot. Norms in float32.
 */
export class DeviceStepper implements Stepper {
  readonly #problem: ClassifierProblem;
  readonly #updates: Updates;
  readonly #steps: DeviceSteps;
  #weights: tf.Tensor;
  #gradient?: tf.Tensor;
  readonly #batch: Uploaded;
  readonly #full: Uploaded;

  /** @param options `interval` steps are done between two readings */
  constructor(problem: ClassifierProblem, options: Updates & { interval: number }) {
    this.#problem = problem;
    this.#updates = options;
    this.#steps = new DeviceSteps(problem.shape, options.interval);
    this.#weights = options.variables.flat();
    this.#batch = new Uploaded(problem.shape);
    this.#full = new Uploaded(problem.shape);
  }

  get isDue(): boolean {
    return this.#steps.isFull;
  }

  begin(batch: Batch, { full }: { full: boolean }): Promise<void> {
    const parameters = this.#weights;
    this.#gradient = this.#steps.evaluate({ parameters, ...this.#batch.tensors(batch) });
    if (full) this.#steps.evaluateFull({ parameters, ...this.#full.tensors(this.#problem.full) });
    return Promise.resolve();
  }

  async moment(): Promise<{ weights: Float32Array; evaluated: Evaluated }> {
    const [[weights, gradient], totals] = await Promise.all([
      readBack([this.#weights, this.#gradient!]),
      this.#steps.totals(),
    ]);
    return { weights, evaluated: { ...totals, gradient } };
  }

  end(): Promise<void> {
    const gradient = this.#gradient!, before = this.#weights, { variables, optimizer } = this.#updates;
    variables.update(optimizer, gradient);
    this.#weights = variables.flat();
    this.#steps.record({ gradient, before, after: this.#weights });
    tf.dispose([gradient, before]);
    this.#gradient = undefined;
    return Promise.resolve();
  }

  tell(): Promise<StepNumbers[]> {
    return this.#steps.read();
  }

  async weights(): Promise<Float32Array> {
    const [weights] = await readBack([this.#weights]);
    return weights;
  }

  dispose(): void {
    this.#weights.dispose();
    this.#gradient?.dispose();
    this.#batch.dispose();
    this.#full.dispose();
    this.#steps.dispose();
  }
}

/** A batch on the device: one that stays the same is uploaded once. */
class Uploaded {
  readonly #shape: ClassifierShape;
  #last?: { batch: Batch; tensors: ReturnType<typeof batchTensors> };

  constructor(shape: ClassifierShape) {
    this.#shape = shape;
  }

  tensors(batch: Batch): ReturnType<typeof batchTensors> {
    if (this.#last?.batch !== batch) {
      this.dispose();
      this.#last = { batch, tensors: batchTensors(this.#shape, batch) };
    }
    return this.#last.tensors;
  }

  dispose(): void {
    if (this.#last) tf.dispose(this.#last.tensors);
    this.#last = undefined;
  }
}
