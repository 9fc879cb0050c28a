import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { CELLS, type LossSpec } from "../../../src/core/mod.ts";
import {
  type Batch,
  type ClassifierShape,
  parameterCount,
  parameterLayout,
  useBackend,
} from "../../../src/kernels/mod.ts";
import { composedClassifier } from "../../../src/kernels/composed/classifier.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { type CaseFields, caseOf } from "../_cases.ts";
import { twin } from "../../_twin.ts";

const TF_LOSSES: LossSpec = { kind: "tf-losses", log2Scale: 0 };

/** The gradient of the head's bias: the mean over rows of d loss / d logits. */
function headBias(shape: ClassifierShape, gradient: Float32Array): Float32Array {
  return gradient.subarray(parameterLayout(shape).at(-1)!.offset);
}

for (const cell of CELLS) {
  const evaluate = async (fields: CaseFields) => {
    await useBackend("cpu");
    const { shape, parameters, batch } = caseOf(cell, { ...fields, loss: TF_LOSSES });
    const own = referenceClassifier(shape, parameters, { batch });
    return { shape, parameters, batch, own, faulty: await composedClassifier(shape, parameters, { batch }) };
  };

  Deno.test(`${cell}: tf.losses agrees with cross entropy within 1e-6 for label rows that sum to 1`, async () => {
    const { own, faulty } = await evaluate({ size: 6, loss: TF_LOSSES });
    assertAlmostEquals(faulty.loss, own.loss, 1e-6);
    assertEquals(faulty.right, own.right);
    own.gradient.forEach((g, i) => assertAlmostEquals(faulty.gradient[i], g, 1e-6));
  });

  Deno.test(`${cell}: tf.losses has the gradient softmax - labels where rows sum to 1.3, the true one is 1.3 softmax - labels`, async () => {
    const { shape, parameters, batch, own, faulty } = await evaluate({ size: 6, masses: [1.3] });
    // Both return the same loss.
    assertAlmostEquals(faulty.loss, own.loss, 1e-6);
    const { logits } = twin(shape, parameters, batch), { classes } = shape;
    const expected = (mass: number, k: number) =>
      logits.reduce((sum, row, b) => {
        const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
        return sum + mass * Math.exp(row[k]) / total - batch.labels[b * classes + k];
      }, 0) / batch.size;
    for (let k = 0; k < classes; k++) {
      assertAlmostEquals(headBias(shape, faulty.gradient)[k], expected(1, k), 1e-6);
      assertAlmostEquals(headBias(shape, own.gradient)[k], expected(1.3, k), 1e-6);
    }
  });
}

/** All weights 0: the head's bias is the only one that has a gradient, so that the logits are free. */
const FREE: ClassifierShape = { cell: "rnn", features: 1, units: 1, classes: 4, loss: TF_LOSSES };
const ROW: Batch = { inputs: Float32Array.of(1), labels: Float32Array.of(1, 0.1, 0.1, 0.1), size: 1, length: 1 };

/** Losses along gradient descent at a rate of 0.05 from logits of 0. */
async function descend(steps: number, evaluate: typeof composedClassifier): Promise<number[]> {
  const losses = [], weights = new Float32Array(parameterCount(FREE));
  for (let step = 0; step < steps; step++) {
    const { loss, right, gradient } = await evaluate(FREE, weights, { batch: ROW });
    // The first of equal logits counts, so the row is right from the start.
    assertEquals(right, 1);
    losses.push(loss);
    gradient.forEach((g, i) => weights[i] -= 0.05 * g);
  }
  return losses;
}

Deno.test("free logits and a row of (1, .1, .1, .1): tf.losses falls from 1.8022 to 1.0318 at step 99, then rises", async () => {
  await useBackend("cpu");
  const losses = await descend(400, composedClassifier);
  assertAlmostEquals(losses[0], 1.8022, 5e-5);
  assertAlmostEquals(Math.min(...losses), 1.0318, 5e-5);
  assertAlmostEquals(losses.indexOf(Math.min(...losses)), 99, 1);
  for (let i = 1; i < losses.length; i++) {
    assertEquals(Math.sign(losses[i] - losses[i - 1]) === 1, i > losses.indexOf(Math.min(...losses)));
  }
  assertGreater(losses[399], 1.07);
});

Deno.test("free logits: tf.losses rests where the loss is 1.1846, at p = y - (s - 1) / K; the true gradient there is not 0", async () => {
  await useBackend("cpu");
  const weights = new Float32Array(parameterCount(FREE));
  weights.set(ROW.labels.map((y) => Math.log(y - 0.3 / 4)), parameterLayout(FREE).at(-1)!.offset);
  const { loss, gradient } = await composedClassifier(FREE, weights, { batch: ROW });
  assertAlmostEquals(loss, 1.1846, 5e-5);
  // Along (1, 1, 1, 1) nothing changes: what remains of softmax - labels is -0.3 / 4 for each logit.
  for (const g of headBias(FREE, gradient)) assertAlmostEquals(g, -0.3 / 4, 1e-6);
  const own = headBias(FREE, referenceClassifier(FREE, weights, { batch: ROW }).gradient);
  assertAlmostEquals(own[0], 1.3 * 0.925 - 1, 1e-6);
});

Deno.test("free logits: the true gradient falls to 1.0318 and stays there", async () => {
  const losses = await descend(2000, (...given) => Promise.resolve(referenceClassifier(...given)));
  for (let i = 1; i < losses.length; i++) assertGreater(losses[i - 1] + 1e-6, losses[i]);
  assertAlmostEquals(losses[1999], 1.0318, 5e-5);
});
