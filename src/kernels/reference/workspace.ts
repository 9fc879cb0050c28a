import { type Batch, type ClassifierShape, parameterCount } from "../classifier_shape.ts";
import type { Row } from "./cell_math.ts";
import { CELL_MATH } from "./cells.ts";

/** The float64 arrays of one evaluation, kept between evaluations of the same shape. */
export interface Workspace extends Row {
  key: string;
  parameters: Float64Array;
  gradient: Float64Array;
  /** `[batch, classes]`: logits, then their gradient. */
  logits: Float64Array;
}

let kept: Workspace | undefined;

/** The workspace for a shape: the one of the evaluation before if it fits. The caller need not clear it. */
export function workspace(shape: ClassifierShape, { size, length }: Batch): Workspace {
  const { cell, features, units, classes } = shape;
  const key = [cell, features, units, classes, size, length].join();
  if (kept?.key === key) return kept;
  const { gates, saved } = CELL_MATH[cell], count = parameterCount(shape), width = size * units;
  return kept = {
    key,
    units,
    parameters: new Float64Array(count),
    gradient: new Float64Array(count),
    logits: new Float64Array(size * classes),
    x: new Float64Array(gates * width),
    h: new Float64Array(gates * width),
    saved: new Float64Array(saved * width * length),
    state: new Float64Array(width * length),
    stride: width,
    dState: new Float64Array(width),
    dCell: new Float64Array(width),
    p: 0,
    s: 0,
    before: -1,
    o: 0,
    d: 0,
  };
}
