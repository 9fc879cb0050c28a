import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { CELLS } from "../../../src/core/mod.ts";
import { parameterLayout } from "../../../src/kernels/mod.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { caseOf, hardCases } from "../_cases.ts";
import { slope, twin } from "../../_twin.ts";

/** Components of a weight array that are compared, evenly spread: a finite difference takes four evaluations. */
const SAMPLED = 12;

for (const cell of CELLS) {
  for (const { name, shape, parameters, batch, step } of hardCases(cell)) {
    Deno.test(`${cell}, ${name}: loss and hits are the float64 twin's, the gradient its slope within 1e-6`, () => {
      const { loss, right, gradient } = referenceClassifier(shape, parameters, { batch });
      const expected = twin(shape, parameters, batch);
      assertAlmostEquals(loss, expected.loss, 2 ** -23 * expected.loss);
      assertEquals(right, expected.right);
      // What rounding the loss does to a difference of it.
      const noise = 1e-15 * (1 + loss) / step;
      for (const { name, offset, size } of parameterLayout(shape)) {
        const largest = gradient.subarray(offset, offset + size).reduce((top, g) => Math.max(top, Math.abs(g)), 0);
        for (let i = offset; i < offset + size; i += Math.ceil(size / SAMPLED)) {
          const off = Math.abs(gradient[i] - slope(shape, parameters, { batch, i, step }));
          assertLessOrEqual(off, 1e-6 * largest + noise, `${name}, component ${i - offset}`);
        }
      }
    });
  }

  Deno.test(`${cell}: a scale of 2^k multiplies loss and gradient by it to the bit`, () => {
    const { shape, parameters, batch } = caseOf(cell, { masses: [1, 1.3] });
    const plain = referenceClassifier(shape, parameters, { batch });
    for (let log2Scale = -20; log2Scale <= 20; log2Scale++) {
      const scaled = referenceClassifier({ ...shape, loss: { ...shape.loss, log2Scale } }, parameters, { batch });
      assertEquals(scaled.loss, plain.loss * 2 ** log2Scale);
      assertEquals(scaled.gradient, plain.gradient.map((g) => g * 2 ** log2Scale));
      assertEquals(scaled.right, plain.right);
    }
  });

  Deno.test(`${cell}: a NaN in any weight array gives a NaN loss, a gradient with NaN, and no hit`, () => {
    const { shape, parameters, batch } = caseOf(cell);
    for (const { name, offset } of parameterLayout(shape)) {
      // One sample's logits of one class are enough for a row to be a miss.
      const { loss, right, gradient } = referenceClassifier(shape, parameters.with(offset, NaN), { batch });
      assert(Number.isNaN(loss), name);
      assertEquals(right, 0, name);
      assert(gradient.some(Number.isNaN), name);
    }
  });

  Deno.test(`${cell}: an infinite weight in the head gives a loss that is not finite, and no hit`, () => {
    const { shape, parameters, batch } = caseOf(cell);
    for (const { name, offset } of parameterLayout(shape).slice(3)) {
      for (const infinity of [Infinity, -Infinity]) {
        const { loss, right } = referenceClassifier(shape, parameters.with(offset, infinity), { batch });
        assert(!Number.isFinite(loss), name);
        assertEquals(right, 0, name);
      }
    }
  });

  Deno.test(`${cell}: nothing that is given is written to, and an evaluation depends on none before it`, () => {
    const sizes = fc.record({
      units: fc.integer({ min: 1, max: 4 }),
      size: fc.integer({ min: 1, max: 4 }),
      length: fc.integer({ min: 1, max: 4 }),
    }, { noNullPrototype: true });
    const fresh = new Map<string, ReturnType<typeof referenceClassifier>>();
    fc.assert(
      fc.property(sizes, fc.boolean(), (fields, spoil) => {
        const { shape, parameters, batch } = caseOf(cell, fields), key = JSON.stringify(fields);
        if (spoil) referenceClassifier(shape, parameters.map(() => NaN), { batch });
        const copy = structuredClone({ parameters, batch }),
          evaluated = referenceClassifier(shape, parameters, { batch });
        assertEquals({ parameters, batch }, copy);
        if (!fresh.has(key)) fresh.set(key, evaluated);
        assertEquals(evaluated, fresh.get(key));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  Deno.test(`${cell}: without the gradient the same loss and hits, and no gradient`, () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 7 });
    const { loss, right } = referenceClassifier(shape, parameters, { batch });
    const bare = referenceClassifier(shape, parameters, { batch, gradient: false });
    assertEquals(bare, { loss, right, gradient: new Float32Array(0) });
  });

  Deno.test(`${cell}: the batch's loss and gradient are the means of its samples'`, () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 4, masses: [1, 1.3, 0.5] });
    const whole = referenceClassifier(shape, parameters, { batch });
    const width = batch.inputs.length / 4, classes = shape.classes;
    const single = [0, 1, 2, 3].map((b) => {
      const inputs = batch.inputs.slice(b * width, (b + 1) * width);
      const labels = batch.labels.slice(b * classes, (b + 1) * classes);
      return referenceClassifier(shape, parameters, { batch: { ...batch, inputs, labels, size: 1 } });
    });
    const mean = (of: (one: typeof whole) => number) => single.reduce((sum, one) => sum + of(one), 0) / 4;
    assertAlmostEquals(whole.loss, mean((one) => one.loss), 1e-6);
    assertEquals(whole.right, single.reduce((sum, one) => sum + one.right, 0));
    whole.gradient.forEach((g, i) => assertAlmostEquals(g, mean((one) => one.gradient[i]), 1e-6));
  });
}
