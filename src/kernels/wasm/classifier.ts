import { InputError } from "../../core/mod.ts";
import { type Batch, type ClassifierShape, type Evaluated, GATES, parameterCount } from "../classifier_shape.ts";
import * as wasm from "./classifier.wasm";

const CELLS: Record<ClassifierShape["cell"], number> = { rnn: 0, gru: 1, lstm: 2 };

/** Numbers that are kept of a unit at a step, its state among them. */
const KEPT: Record<ClassifierShape["cell"], number> = { rnn: 2, gru: 5, lstm: 7 };
/** Bytes that a step may need: addresses have 32 bits, and must not wrap around. */
const MOST = 2 ** 31;

/** The shape that the memory is laid out for. */
let laid = "";

/**
 * The recurrent classifier in WebAssembly with SIMD: float32, one order of operations, no function of the engine's, so
 * the same bits on every machine. Its source stands in `assembly/`.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
 * @throws {InputError} if the batch needs more than 2 GiB
 */
export function wasmClassifier(
  shape: ClassifierShape,
  parameters: Float32Array,
  { batch, gradient = true }: { batch: Batch; gradient?: boolean },
): Evaluated {
  const { cell, features, units, classes, loss: { log2Scale } } = shape, { size, length, inputs, labels } = batch;
  const key = [cell, size, length, features, units, classes].join();
  if (laid !== key) {
    // Half a layout would be taken for a whole one if the memory could not grow.
    laid = "";
    refuseTooLarge(shape, batch);
    wasm.lay(CELLS[cell], size, length, features, units, classes);
    laid = key;
  }
  const memory = new Float32Array(wasm.memory.buffer), scale = 2 ** log2Scale;
  memory.set(parameters, wasm.parametersAt() / 4);
  memory.set(inputs, wasm.inputsAt() / 4);
  memory.set(labels, wasm.labelsAt() / 4);
  const mean = wasm.run(gradient ? 1 : 0, scale), from = wasm.gradientAt() / 4;
  return {
    loss: Math.fround(Math.fround(mean) * scale),
    right: wasm.hits(),
    gradient: gradient ? memory.slice(from, from + parameterCount(shape)) : new Float32Array(0),
  };
}

/** What `lay` would take, but in numbers that cannot overflow, and rounded up. */
function refuseTooLarge({ cell, features, units, classes }: ClassifierShape, { size, length }: Batch): void {
  const samples = size + 3, wide = units + 7, k = features + 3 + wide;
  const step = samples * (2 * features + 8 + KEPT[cell] * wide), weights = (3 * k + wide + 4) * GATES[cell] * wide;
  const bytes = 4 * (step * (length + 1) + 2 * weights + samples * (8 * wide + 2 * classes) + 4 * classes * wide);
  if (bytes <= MOST) return;
  const needed = `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
  throw new InputError(
    "batchSize",
    `must leave a step 2 GiB at most: ${size} sequences of ${length} steps need about ${needed} with ${units} units; ` +
      "take a smaller batch size, length or number of units",
  );
}
