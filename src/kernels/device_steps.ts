import * as tf from "@tensorflow/tfjs";
import type { ClassifierShape } from "./classifier_shape.ts";
import type { ClassifierTensors } from "./op.ts";
import { readBack } from "./read_back.ts";
import { gradientProgram } from "./webgpu/gradient.ts";
import { dispatch, type WebGPUBackend } from "./webgpu/program.ts";
import { samplesProgram } from "./webgpu/samples.ts";
import { FULL, ROW, stepRowProgram } from "./webgpu/step_row.ts";
import type { Task } from "./webgpu/task.ts";
import { totalProgram } from "./webgpu/totals.ts";

/** Loss and hits of a batch. */
export interface Totals {
  /** Mean over the batch, nats, times its scale. */
  loss: number;
  /** Rows of the batch that are right. */
  right: number;
}

/** What a training step is told by. */
export interface StepNumbers extends Totals {
  /** Loss and hits of all samples with the weights before the update, if they were asked for. */
  full?: Totals;
  /** Euclidean norm of the gradient; NaN if one of its numbers is not finite. */
  gradientNorm: number;
  /** Euclidean norm of the change of the weights, likewise. */
  updateNorm: number;
  /** Euclidean norm of the weights after the update, likewise. */
  weightNorm: number;
}

/**
 * Training steps on the current backend, webgpu, whose numbers stay on the device until they are asked for: two dispatches
 * for the gradient, one for the step's numbers, whatever the sequences' length.
 */
export class DeviceSteps {
  readonly #shape: ClassifierShape;
  readonly #capacity: number;
  #rows: tf.Tensor;
  #filled = 0;
  /** Rows that have totals of all samples. */
  #full = new Set<number>();
  #current?: { task: Task; records: tf.TensorInfo };

  /** @param capacity how many steps can be done between two readings */
  constructor(shape: ClassifierShape, capacity: number) {
    this.#shape = shape;
    this.#capacity = capacity;
    this.#rows = this.#newRows();
  }

  /** Whether the numbers must be read before another step. */
  get isFull(): boolean {
    return this.#filled === this.#capacity;
  }

  /** Begins a step: the gradient `[n]` of a batch's loss, the caller's to dispose of. */
  evaluate({ parameters, inputs, labels }: ClassifierTensors): tf.Tensor {
    this.#release();
    const [size, length] = inputs.shape,
      task = { shape: this.#shape, parameters, inputs, labels, size, length, gradient: true };
    const records = dispatch(webgpu(), samplesProgram(task));
    this.#current = { task, records };
    return tracked(dispatch(webgpu(), gradientProgram(task, records)));
  }

  /** Adds to the next numbers the loss and hits of all samples. */
  evaluateFull({ parameters, inputs, labels }: ClassifierTensors): void {
    const [size, length] = inputs.shape;
    const task = { shape: this.#shape, parameters, inputs, labels, size, length, gradient: false };
    const records = dispatch(webgpu(), samplesProgram(task)), into = this.#rows, at = this.#filled * ROW + FULL;
    dispatch(webgpu(), totalProgram(task, records, { of: "meanLoss", into, at }));
    dispatch(webgpu(), totalProgram(task, records, { of: "hits", into, at: at + 1 }));
    webgpu().disposeData(records.dataId);
    this.#full.add(this.#filled);
  }

  /** Loss and hits of the step that has begun; waits for the device. */
  async totals(): Promise<Totals> {
    const { task, records } = this.#current!;
    const totals = (["meanLoss", "hits"] as const).map((of) =>
      tracked(dispatch(webgpu(), totalProgram(task, records, { of })))
    );
    const [[loss], [right]] = await readBack(totals).finally(() => tf.dispose(totals));
    return { loss, right };
  }

  /** Ends the step: its numbers, from its gradient and the flat weights before and after the update. */
  record(tensors: Record<"gradient" | "before" | "after", tf.Tensor>): void {
    const { task, records } = this.#current!;
    dispatch(webgpu(), stepRowProgram(task, { records, ...tensors }, { rows: this.#rows, row: this.#filled++ }));
    this.#release();
  }

  /** The numbers of the steps since the last reading, in their order; waits for the device. */
  async read(): Promise<StepNumbers[]> {
    const count = this.#filled, full = this.#full;
    if (count === 0) return [];
    const [values] = await readBack([this.#rows]);
    // tfjs keeps what it has read of a tensor, so that it would not see what is written next.
    this.#rows.dispose();
    this.#rows = this.#newRows();
    this.#filled = 0;
    this.#full = new Set();
    return Array.from({ length: count }, (_, i) => {
      const row = values.subarray(i * ROW, (i + 1) * ROW), told = numbers(row);
      return full.has(i) ? { ...told, full: { loss: row[FULL], right: row[FULL + 1] } } : told;
    });
  }

  /** Frees the device's memory. */
  dispose(): void {
    this.#release();
    this.#rows.dispose();
  }

  #newRows(): tf.Tensor {
    return tracked(webgpu().makeTensorInfo([this.#capacity, ROW], "float32"));
  }

  #release(): void {
    if (this.#current) webgpu().disposeData(this.#current.records.dataId);
    this.#current = undefined;
  }
}

const webgpu = (): WebGPUBackend => tf.backend() as WebGPUBackend;

const tracked = (info: tf.TensorInfo): tf.Tensor => tf.engine().makeTensorFromTensorInfo(info);

/** A size of -1 stands for a number that is not finite: its root is NaN. */
function numbers([loss, right, ...norms]: Float32Array): StepNumbers {
  const [gradientNorm, updateNorm, weightNorm] = [0, 2, 4].map((at) => Math.sqrt(norms[at]) / norms[at + 1]);
  return { loss, right, gradientNorm, updateNorm, weightNorm };
}
