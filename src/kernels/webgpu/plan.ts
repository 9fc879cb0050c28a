import type { Cell } from "../../core/mod.ts";
import { type Batch, type ClassifierShape, GATES, parameterCount } from "../classifier_shape.ts";

/** The least that every WebGPU device offers; tfjs may be given more, but a config must not depend on it. */
const LIMITS = { workgroupBytes: 16384, invocations: 256, workgroups: 65535, bindingBytes: 2 ** 27 };

/** Numbers a unit that one step leaves in the record: the hidden state, then what the cell's file says. */
export const SLOTS: Record<Cell, number> = { rnn: 2, gru: 5, lstm: 7 };

/** Invocations that share one weight's sum, and weights that one workgroup sums. */
export const PARTS = 16, WEIGHTS = 16;

/** How a shape is spread over the device. */
export interface Plan {
  /** Room for the units in workgroup memory, a power of two: shapes that share it share a compiled program. */
  room: number;
  /** Invocations of the workgroup that runs one sample. */
  invocations: number;
  /** Numbers in a sample's record, see `samples.ts`. */
  record: number;
}

/** The plan of a shape on sequences of `length`; `gradient: false` for loss and hits only. */
export function planOf(
  { cell, units, classes }: ClassifierShape,
  { length, gradient }: { length: number; gradient: boolean },
): Plan {
  const gates = GATES[cell], room = powerOfTwo(Math.max(8, units, Math.ceil(classes / gates)));
  return {
    room,
    invocations: Math.min(LIMITS.invocations, Math.max(32, powerOfTwo(gates * units))),
    record: (gradient ? length * SLOTS[cell] * units : 0) + classes + 2,
  };
}

/** Whether a shape and a batch keep within the limits that every WebGPU device has, with or without the gradient. */
export function fits(
  shape: ClassifierShape,
  { size, length, gradient }: Pick<Batch, "size" | "length"> & { gradient: boolean },
): boolean {
  const { room, record } = planOf(shape, { length, gradient }), count = parameterCount(shape);
  // Two numbers a gate, the hidden state and the cell state: see `samples.ts`.
  const workgroupBytes = 4 * room * (2 * GATES[shape.cell] + 2);
  const largest = Math.max(count, size * record, size * length * shape.features, size * shape.classes);
  return workgroupBytes <= LIMITS.workgroupBytes && 4 * largest <= LIMITS.bindingBytes &&
    size <= LIMITS.workgroups && Math.ceil(count / WEIGHTS) <= LIMITS.workgroups;
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}
