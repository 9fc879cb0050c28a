import { assert, assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import fc from "fast-check";
import { CELLS, InputError } from "../../../src/core/mod.ts";
import { parameterLayout } from "../../../src/kernels/mod.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { wasmClassifier } from "../../../src/kernels/wasm/classifier.ts";
import { assertAgree, largest } from "../_agreement.ts";
import { caseOf, float32Cases } from "../_cases.ts";
import { slope } from "../../_twin.ts";

/** Seen: 3e-6 where logits are of many tens, 2e-7 typically. */
const BOUND = 1e-5;

const sizes = fc.record({
  size: fc.integer({ min: 1, max: 9 }),
  features: fc.integer({ min: 1, max: 9 }),
  units: fc.integer({ min: 1, max: 17 }),
  classes: fc.integer({ min: 2, max: 8 }),
  length: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat({ max: 1000 }),
}, { noNullPrototype: true });

for (const cell of CELLS) {
  for (const { name, shape, parameters, batch } of float32Cases(cell)) {
    Deno.test(`${cell}, ${name}: loss within 1e-6 and gradient within 1e-5 of the largest of the float64 twin's`, () => {
      assertAgree(
        wasmClassifier(shape, parameters, { batch }),
        referenceClassifier(shape, parameters, { batch }),
        BOUND,
      );
    });
  }

  Deno.test(`${cell}: any sizes, their tails beyond a vector among them: within 1e-5 of the float64 twin`, () => {
    fc.assert(
      fc.property(sizes, (fields) => {
        const { shape, parameters, batch } = caseOf(cell, fields), given = structuredClone({ parameters, batch });
        const actual = wasmClassifier(shape, parameters, { batch });
        assertAgree(actual, referenceClassifier(shape, parameters, { batch }), BOUND);
        assertEquals(wasmClassifier(shape, parameters, { batch }), actual);
        assertEquals({ parameters, batch }, given);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  Deno.test(`${cell}: the gradient is the slope of the float64 loss within 1e-5 of its largest entry`, () => {
    const { shape, parameters, batch } = caseOf(cell, { features: 3, units: 5, size: 5, masses: [1, 1.3] });
    const { gradient } = wasmClassifier(shape, parameters, { batch });
    const bound = BOUND * largest(gradient);
    gradient.forEach((g, i) => {
      assertLessOrEqual(Math.abs(g - slope(shape, parameters, { batch, i, step: 1e-4 })), bound, `${i}`);
    });
  });

  Deno.test(`${cell}: denormal inputs, weights and labels give finite numbers, those of the float64 twin within 1e-5`, () => {
    const fields = { size: 5, length: 3 };
    for (const tiny of [1e-40, 1e-45, 2 ** -100]) {
      const { shape, parameters, batch } = caseOf(cell, fields);
      batch.inputs.forEach((_, i) => i % 3 && (batch.inputs[i] *= tiny));
      const spoilt = parameters.map((w, i) => i % 5 ? w : w * tiny);
      assertAgree(wasmClassifier(shape, spoilt, { batch }), referenceClassifier(shape, spoilt, { batch }), BOUND);
      batch.labels.fill(tiny);
      const { loss, gradient } = wasmClassifier(shape, spoilt, { batch });
      assert(Number.isFinite(loss) && gradient.every((g) => Math.abs(g) <= 2 ** -90));
    }
  });

  Deno.test(`${cell}: gradients that vanish over 200 steps are finite, and those of the twin within 1e-5`, () => {
    const { shape, parameters, batch } = caseOf(cell, { recurrentGain: 0.05, length: 200, size: 2 });
    const actual = wasmClassifier(shape, parameters, { batch });
    assertAgree(actual, referenceClassifier(shape, parameters, { batch }), BOUND);
  });

  Deno.test(`${cell}: a NaN in any weight array gives a NaN loss, a gradient with NaN, and no hit`, () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 5 });
    for (const { name, offset, size } of parameterLayout(shape)) {
      for (const i of [offset, offset + size - 1]) {
        const { loss, right, gradient } = wasmClassifier(shape, parameters.with(i, NaN), { batch });
        assert(Number.isNaN(loss), name);
        assertEquals(right, 0, name);
        assert(gradient.some(Number.isNaN), name);
      }
    }
  });

  Deno.test(`${cell}: an infinite weight gives a loss or a gradient that is not finite, in the head no hit either`, () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 5 });
    for (const { name, offset, size } of parameterLayout(shape).filter(({ name }) => name !== "bias")) {
      for (const infinity of [Infinity, -Infinity]) {
        for (const i of [offset, offset + size - 1]) {
          const { loss, right, gradient } = wasmClassifier(shape, parameters.with(i, infinity), { batch });
          assert(!Number.isFinite(loss) || !gradient.every(Number.isFinite), `${name} ${i - offset}`);
          if (name.startsWith("head")) assertEquals([Number.isFinite(loss), right], [false, 0], name);
        }
      }
    }
  });

  Deno.test(`${cell}: a scale of 2^k multiplies loss and gradient by it to the bit`, () => {
    const { shape, parameters, batch } = caseOf(cell, { masses: [1, 1.3] });
    const plain = wasmClassifier(shape, parameters, { batch });
    for (let log2Scale = -20; log2Scale <= 20; log2Scale++) {
      const scaled = wasmClassifier({ ...shape, loss: { ...shape.loss, log2Scale } }, parameters, { batch });
      assertEquals(scaled.loss, plain.loss * 2 ** log2Scale);
      assertEquals(scaled.gradient, plain.gradient.map((g) => g * 2 ** log2Scale));
      assertEquals(scaled.right, plain.right);
    }
  });

  Deno.test(`${cell}: without the gradient the same loss and hits, and no gradient`, () => {
    const { shape, parameters, batch } = caseOf(cell, { size: 7 });
    const { loss, right } = wasmClassifier(shape, parameters, { batch });
    const bare = wasmClassifier(shape, parameters, { batch, gradient: false });
    assertEquals(bare, { loss, right, gradient: new Float32Array(0) });
  });

  Deno.test(`${cell}: an evaluation depends on none before it, of whatever sizes or spoilt by NaN`, () => {
    const fresh = new Map<string, ReturnType<typeof wasmClassifier>>();
    const few = fc.record({
      units: fc.integer({ min: 1, max: 9 }),
      size: fc.integer({ min: 1, max: 5 }),
      length: fc.integer({ min: 1, max: 3 }),
    }, { noNullPrototype: true });
    fc.assert(
      fc.property(few, fc.boolean(), (fields, spoil) => {
        const { shape, parameters, batch } = caseOf(cell, fields), key = JSON.stringify(fields);
        if (spoil) wasmClassifier(shape, parameters.map(() => NaN), { batch });
        const evaluated = wasmClassifier(shape, parameters, { batch });
        if (!fresh.has(key)) fresh.set(key, evaluated);
        assertEquals(evaluated, fresh.get(key));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
}

Deno.test("a step that needs more than 2 GiB is refused before any memory is taken, and the next is computed", () => {
  const nothing = new Float32Array(0), loss = { kind: "cross-entropy", log2Scale: 0 } as const;
  const large = { inputs: nothing, labels: nothing, size: 65536, length: 256 };
  const options = { batch: large };
  assertThrows(
    () => wasmClassifier({ cell: "gru", features: 2, units: 16, classes: 4, loss }, nothing, options),
    InputError,
    "batchSize: must leave a step 2 GiB at most: 65536 sequences of 256 steps",
  );
  const { shape, parameters, batch } = float32Cases("gru")[0];
  assert(Number.isFinite(wasmClassifier(shape, parameters, { batch }).loss));
});
