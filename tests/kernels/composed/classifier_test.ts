import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { CELLS } from "../../../src/core/mod.ts";
import { type BackendName, parameterLayout, useBackend } from "../../../src/kernels/mod.ts";
import { composedClassifier } from "../../../src/kernels/composed/classifier.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { type Case, caseOf, hardCases } from "../_cases.ts";
import { webgpuTest } from "../../_webgpu.ts";

/** Few, as a step on a software adapter takes a tenth of a second: tiny ones, and one too large for shortcuts. */
const ON_WEBGPU = /size 1|length 1|saturated|rows that sum|over 1000/;
/** Seen: 2e-6 on cpu, 4e-6 on wasm, 2e-6 on a software adapter. WGSL allows tanh an absolute error of 1e-5. */
const COLUMNS = [
  { backend: "cpu", bound: 1e-5, register: Deno.test, cases: hardCases },
  { backend: "wasm", bound: 1e-5, register: Deno.test, cases: hardCases },
  {
    backend: "webgpu",
    bound: 1e-4,
    register: webgpuTest,
    cases: (cell: Case["shape"]["cell"]) => hardCases(cell).filter(({ name }) => ON_WEBGPU.test(name)),
  },
] as const;

/** Makes `backend` the current one, and checks that `work` leaves no tensor. */
async function onBackend(backend: BackendName, work: () => Promise<void>): Promise<void> {
  await useBackend(backend);
  const before = tf.memory().numTensors;
  await work();
  assertEquals(tf.memory().numTensors, before);
}

/** The largest component, for a bound relative to it. */
const largest = (values: Float32Array) => values.reduce((top, g) => Math.max(top, Math.abs(g)), 0);

for (const { backend, bound, register, cases } of COLUMNS) {
  for (const cell of CELLS) {
    for (const { name, shape, parameters, batch } of cases(cell)) {
      register(
        `${backend}, ${cell}, ${name}: agrees with the reference within ${bound.toExponential()} of each weight array`,
        () =>
          onBackend(backend, async () => {
            const expected = referenceClassifier(shape, parameters, { batch });
            const { loss, right, gradient } = await composedClassifier(shape, parameters, { batch });
            assertLessOrEqual(Math.abs(loss - expected.loss), bound / 10 * expected.loss);
            assertEquals(right, expected.right);
            // Float32 cannot hold 1 - y^2 of a saturated unit: its error is relative to the gradient as a whole.
            const cancelled = bound / 30 * largest(expected.gradient);
            for (const { name, offset, size } of parameterLayout(shape)) {
              const scale = largest(expected.gradient.subarray(offset, offset + size));
              for (let i = offset; i < offset + size; i++) {
                assertLessOrEqual(
                  Math.abs(gradient[i] - expected.gradient[i]),
                  bound * scale + cancelled,
                  `${name} ${i}`,
                );
              }
            }
          }),
      );
    }

    register(
      `${backend}, ${cell}: a NaN weight, or an infinite one in the head, gives no finite loss and no hit`,
      () =>
        onBackend(backend, async () => {
          const { shape, parameters, batch } = caseOf(cell, { length: 2, size: 2 });
          for (const { name, offset } of parameterLayout(shape)) {
            for (const value of name.startsWith("head") ? [NaN, Infinity] : [NaN]) {
              const spoilt = parameters.with(offset, value);
              const { loss, right } = await composedClassifier(shape, spoilt, { batch, gradient: false });
              assert(!Number.isFinite(loss), `${name} ${value}`);
              assertEquals(right, 0, `${name} ${value}`);
            }
          }
        }),
    );
  }

  register(
    `${backend}: a scale of 2^k multiplies loss and gradient by it to the bit`,
    () =>
      onBackend(backend, async () => {
        const { shape, parameters, batch } = caseOf("rnn", { length: 2 });
        const plain = await composedClassifier(shape, parameters, { batch });
        for (const log2Scale of [-9, 3]) {
          const loss = { ...shape.loss, log2Scale };
          const scaled = await composedClassifier({ ...shape, loss }, parameters, { batch });
          assertEquals(scaled.loss, plain.loss * 2 ** log2Scale);
          assertEquals(scaled.gradient, plain.gradient.map((g) => g * 2 ** log2Scale));
        }
      }),
  );

  register(
    `${backend}: without the gradient the same loss and hits, and no gradient; a repetition gives the same bits`,
    () =>
      onBackend(backend, async () => {
        const { shape, parameters, batch } = caseOf("rnn", { length: 2 });
        const whole = await composedClassifier(shape, parameters, { batch });
        const { loss, right } = whole;
        const bare = await composedClassifier(shape, parameters, { batch, gradient: false });
        assertEquals(bare, { loss, right, gradient: new Float32Array(0) });
        assertEquals(await composedClassifier(shape, parameters, { batch }), whole);
      }),
  );
}

Deno.test("nothing that is given is written to", async () => {
  await useBackend("cpu");
  const given = caseOf("lstm"), copy = structuredClone(given);
  await composedClassifier(given.shape, given.parameters, { batch: given.batch });
  assertEquals(given, copy);
});
