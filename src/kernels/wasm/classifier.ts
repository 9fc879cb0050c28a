import { type Batch, type ClassifierShape, type Evaluated, parameterCount } from "../classifier_shape.ts";
import * as wasm from "./classifier.wasm";

const CELLS: Record<ClassifierShape["cell"], number> = { rnn: 0, gru: 1, lstm: 2 };

/** The shape that the memory is laid out for. */
let laid = "";

/**
 * The recurrent classifier in WebAssembly with SIMD: float32, one order of operations, no function of the engine's, so
 * the same bits on every machine. Its source stands in `assembly/`.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
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
