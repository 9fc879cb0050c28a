import { type Batch, type ClassifierShape, type Evaluated, GATES, parameterLayout } from "../classifier_shape.ts";
import { CELL_MATH } from "./cells.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { addColumnSums, addOuter, addProduct, addProductTransposed } from "./products.ts";
import { type Workspace, workspace } from "./workspace.ts";

/**
 * The recurrent classifier in plain loops: float32 in and out, float64 in between, one order of operations, so the
 * same bits on every machine whose engine computes the same `Math.exp` and `Math.tanh`.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
 */
export function referenceClassifier(
  shape: ClassifierShape,
  parameters: Float32Array,
  { batch, gradient = true }: { batch: Batch; gradient?: boolean },
): Evaluated {
  const work = workspace(shape, batch);
  work.parameters.set(parameters);
  const [kernel, recurrent, bias, headKernel, headBias] = parameterLayout(shape).map((block) => block.offset);
  const offsets = { kernel, recurrent, bias, headKernel, headBias };
  forward(shape, batch, { work, offsets });
  const { loss, right } = crossEntropy(shape, batch.labels, work.logits);
  if (!gradient) return { loss, right, gradient: new Float32Array(0) };
  work.gradient.fill(0);
  backward(shape, batch, { work, offsets });
  return { loss, right, gradient: Float32Array.from(work.gradient) };
}

interface Pass {
  work: Workspace;
  offsets: Record<"kernel" | "recurrent" | "bias" | "headKernel" | "headBias", number>;
}

function forward({ cell, features, units, classes }: ClassifierShape, batch: Batch, { work, offsets }: Pass): void {
  const { size, length, inputs } = batch, width = GATES[cell] * units, math = CELL_MATH[cell];
  const { parameters, x, h, state, logits } = work;
  for (let t = 0; t < length; t++) {
    for (let b = 0; b < size; b++) {
      for (let j = 0; j < width; j++) x[b * width + j] = parameters[offsets.bias + j];
      const row = (b * length + t) * features;
      addProduct(inputs, row, {
        matrix: parameters,
        at: offsets.kernel,
        rows: features,
        columns: width,
        out: x,
        to: b * width,
      });
    }
    h.fill(0);
    for (let b = 0; b < size; b++) {
      if (t > 0) {
        const row = ((t - 1) * size + b) * units;
        addProduct(state, row, {
          matrix: parameters,
          at: offsets.recurrent,
          rows: units,
          columns: width,
          out: h,
          to: b * width,
        });
      }
      place(work, { t, b, size, saved: math.saved, width });
      math.forward(work);
    }
  }
  for (let b = 0; b < size; b++) {
    for (let k = 0; k < classes; k++) logits[b * classes + k] = parameters[offsets.headBias + k];
    const row = ((length - 1) * size + b) * units;
    addProduct(state, row, {
      matrix: parameters,
      at: offsets.headKernel,
      rows: units,
      columns: classes,
      out: logits,
      to: b * classes,
    });
  }
}

function backward({ cell, features, units, classes }: ClassifierShape, batch: Batch, { work, offsets }: Pass): void {
  const { size, length, inputs } = batch, width = GATES[cell] * units, math = CELL_MATH[cell];
  const { parameters, gradient, x, h, state, logits, dState, dCell } = work;
  dState.fill(0);
  dCell.fill(0);
  for (let b = 0; b < size; b++) {
    const row = ((length - 1) * size + b) * units, head = { rows: units, columns: classes, at: offsets.headKernel };
    addOuter(state, row, { ...head, right: logits, from: b * classes, out: gradient });
    addColumnSums(logits, b * classes, { columns: classes, out: gradient, to: offsets.headBias });
    addProductTransposed(logits, b * classes, { ...head, matrix: parameters, out: dState, to: b * units });
  }
  for (let t = length - 1; t >= 0; t--) {
    for (let b = 0; b < size; b++) {
      place(work, { t, b, size, saved: math.saved, width });
      math.backward(work);
      const p = b * width, recurrent = { rows: units, columns: width, at: offsets.recurrent };
      addOuter(inputs, (b * length + t) * features, {
        rows: features,
        columns: width,
        right: x,
        from: p,
        out: gradient,
        at: offsets.kernel,
      });
      addColumnSums(x, p, { columns: width, out: gradient, to: offsets.bias });
      if (t === 0) continue;
      addOuter(state, ((t - 1) * size + b) * units, { ...recurrent, right: h, from: p, out: gradient });
      addProductTransposed(h, p, { ...recurrent, matrix: parameters, out: dState, to: b * units });
    }
  }
}

/** Points the row at sample b of step t. */
function place(
  work: Workspace,
  { t, b, size, saved, width }: Record<"t" | "b" | "size" | "saved" | "width", number>,
): void {
  const { units } = work;
  work.p = b * width;
  work.o = (t * size + b) * units;
  work.s = (t * size + b) * units * saved;
  work.before = t === 0 ? -1 : ((t - 1) * size + b) * units * saved;
  work.d = b * units;
}
