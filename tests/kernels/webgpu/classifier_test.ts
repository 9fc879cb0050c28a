import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { CELLS } from "../../../src/core/mod.ts";
import { kernelFor, parameterLayout, recurrentClassifier, useBackend } from "../../../src/kernels/mod.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { webgpuTest } from "../../_webgpu.ts";
import { assertAgree } from "../_agreement.ts";
import { type Case, caseOf, float32Cases } from "../_cases.ts";

/** Seen on a software adapter: 3e-6 where logits are of many tens, 3e-7 typically. */
const BOUND = 1e-5;

type Given = Pick<Case, "shape" | "parameters" | "batch">;

/** Evaluates on the device; checks that it is the fused kernel that does it, and that it leaves no tensor. */
async function evaluate({ shape, parameters, batch }: Given, gradient = true) {
  await useBackend("webgpu");
  assertEquals(kernelFor(shape, batch), "fused");
  const before = tf.memory().numTensors;
  const evaluated = await recurrentClassifier(shape, parameters, { batch, gradient });
  assertEquals(tf.memory().numTensors, before);
  return evaluated;
}

async function agrees(given: Given): Promise<void> {
  const { shape, parameters, batch } = given;
  assertAgree(await evaluate(given), referenceClassifier(shape, parameters, { batch }), BOUND);
}

for (const cell of CELLS) {
  for (const given of float32Cases(cell)) {
    webgpuTest(
      `${cell}, ${given.name}: loss within 1e-6 and gradient within 1e-5 of the largest of the float64 twin's`,
      () => agrees(given),
    );
  }

  webgpuTest(`${cell}: any sizes within 1e-5 of the float64 twin`, async () => {
    const sizes = fc.record({
      size: fc.integer({ min: 1, max: 20 }),
      features: fc.integer({ min: 1, max: 9 }),
      units: fc.integer({ min: 1, max: 16 }),
      classes: fc.integer({ min: 2, max: 8 }),
      length: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat({ max: 1000 }),
    }, { noNullPrototype: true });
    const property = fc.asyncProperty(sizes, (fields) => agrees(caseOf(cell, fields)));
    await fc.assert(property, { seed: 1, numRuns: 25 });
  });

  webgpuTest(
    `${cell}: a NaN in any weight array gives a loss and a gradient that are not finite, and no hit`,
    async () => {
      const { shape, parameters, batch } = caseOf(cell, { size: 5 });
      for (const { name, offset, size } of parameterLayout(shape)) {
        const spoilt = parameters.with(offset + size - 1, NaN);
        const { loss, right, gradient } = await evaluate({ shape, parameters: spoilt, batch });
        assert(Number.isNaN(loss), name);
        assertEquals(right, 0, name);
        assert(gradient.some(Number.isNaN), name);
      }
    },
  );

  webgpuTest(`${cell}: an infinite weight in the head gives a loss that is not finite, and no hit`, async () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 5 });
    for (const { name, offset } of parameterLayout(shape).slice(3)) {
      for (const infinity of [Infinity, -Infinity]) {
        const { loss, right } = await evaluate({ shape, parameters: parameters.with(offset, infinity), batch }, false);
        assertEquals([Number.isFinite(loss), right], [false, 0], name);
      }
    }
  });

  webgpuTest(`${cell}: a NaN among the inputs spoils its own sample and no other`, async () => {
    const given = caseOf(cell, { size: 4, length: 3, features: 2, gain: 8, seed: 5 });
    const { right } = await evaluate(given, false);
    const rows = [0, 1, 2, 3].map((b) => {
      const [inputs, labels] = [given.batch.inputs.slice(6 * b, 6 * b + 6), given.batch.labels.slice(3 * b, 3 * b + 3)];
      return referenceClassifier(given.shape, given.parameters, { batch: { inputs, labels, size: 1, length: 3 } })
        .right;
    });
    for (let b = 0; b < 4; b++) {
      const inputs = given.batch.inputs.with(6 * b + 4, NaN);
      const spoilt = await evaluate({ ...given, batch: { ...given.batch, inputs } }, false);
      assertEquals([spoilt.loss, spoilt.right], [NaN, right - rows[b]]);
    }
  });

  webgpuTest(`${cell}: a scale of 2^k multiplies loss and gradient by it to the bit`, async () => {
    const { shape, parameters, batch } = caseOf(cell, { masses: [1, 1.3] });
    const plain = await evaluate({ shape, parameters, batch });
    for (const log2Scale of [-20, -3, 7, 20]) {
      const scaled = await evaluate({ shape: { ...shape, loss: { ...shape.loss, log2Scale } }, parameters, batch });
      assertEquals(scaled.loss, plain.loss * 2 ** log2Scale);
      assertEquals(scaled.gradient, plain.gradient.map((g) => g * 2 ** log2Scale));
      assertEquals(scaled.right, plain.right);
    }
  });

  webgpuTest(
    `${cell}: without the gradient the same loss and hits, and no gradient; a repetition gives the same bits`,
    async () => {
      const given = caseOf(cell, { size: 7 });
      const whole = await evaluate(given), { loss, right } = whole;
      assertEquals(await evaluate(given, false), { loss, right, gradient: new Float32Array(0) });
      assertEquals(await evaluate(given), whole);
    },
  );
}

webgpuTest(
  "units that need several rounds of the workgroup, and more samples than invocations sum: within 1e-5",
  async () => {
    await agrees(caseOf("rnn", { units: 300, length: 2, size: 2 }));
    await agrees(caseOf("rnn", { units: 2, length: 1, size: 600 }));
  },
);

webgpuTest("an infinite recurrent weight does nothing to a sequence of one step: 0 times it is not taken", async () => {
  for (const cell of CELLS) {
    const { shape, parameters, batch } = caseOf(cell, { length: 1 });
    await agrees({ shape, parameters: parameters.with(parameterLayout(shape)[1].offset, Infinity), batch });
  }
});

webgpuTest(
  "sure and right: losses and gradients down to 1e-7 keep their digits, within 1e-5 of themselves",
  async () => {
    for (const gap of [1, 4, 10, 16]) {
      const { shape, batch } = caseOf("rnn", { classes: 3, length: 1, size: 1 });
      const parameters = new Float32Array(parameterLayout(shape).at(-1)!.offset + 3);
      parameters.set([gap, 0.1, 0], parameters.length - 3);
      batch.labels.set([1, 0, 0]);
      const expected = referenceClassifier(shape, parameters, { batch });
      assertAgree(await evaluate({ shape, parameters, batch }), expected, BOUND);
    }
  },
);

webgpuTest("logits an infinity apart: the loss of a class without a share is 0, not NaN", async () => {
  const { shape, batch } = caseOf("rnn", { classes: 2, length: 1, size: 1 });
  const parameters = new Float32Array(parameterLayout(shape).at(-1)!.offset + 2);
  parameters.set([3e38, -3e38], parameters.length - 2);
  batch.labels.set([1, 0]);
  const { loss, right, gradient } = await evaluate({ shape, parameters, batch });
  assertEquals([loss, right, gradient.every((g) => g === 0)], [0, 1, true]);
});
