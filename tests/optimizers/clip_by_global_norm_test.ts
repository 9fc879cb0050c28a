import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { norm } from "../../src/core/mod.ts";
import { ClipByGlobalNorm } from "../../src/optimizers/mod.ts";
import { BACKENDS, bits, passThrough, use } from "./_support.ts";

const clip = (max: number, gradients: number[][]) =>
  passThrough((inner) => new ClipByGlobalNorm(inner, max), gradients);

const DENORMAL = 1e-40;

for (const backend of BACKENDS) {
  Deno.test(`on ${backend}: all variables share one factor, max over their common norm`, async () => {
    await use(backend);
    const clipped = clip(6.5, [[3, 0, -4], [12]]);
    assertEquals(clipped.map((values) => [...values]), [[1.5, 0, -2], [6]]);
  });

  Deno.test(`on ${backend}: a gradient within the bound, or on it, passes to the last bit`, async () => {
    await use(backend);
    const gradients = [[0.1, -0, DENORMAL, -DENORMAL], [1 / 3, -1e-12, 0]];
    clip(1, gradients).forEach((values, i) => assertEquals(bits(values), bits(gradients[i])));
    assertEquals(clip(5, [[3], [-4]]).map((values) => [...values]), [[3], [-4]]);
  });

  Deno.test(`on ${backend}: NaN in one component makes every component NaN`, async () => {
    await use(backend);
    clip(1, [[NaN, 0.1], [0.2, 0]]).flatMap((values) => [...values]).forEach((value) => assert(Number.isNaN(value)));
  });

  for (const [what, huge] of Object.entries({ "an infinite component": Infinity, "a norm beyond float32": 2e19 })) {
    Deno.test(`on ${backend}: ${what} makes every component NaN, none 0`, async () => {
      await use(backend);
      clip(1, [[-huge, 0.1], [0.2, 0]]).flatMap((values) => [...values]).forEach((v) => assert(Number.isNaN(v)));
    });
  }
}

Deno.test("the norm after is the lesser of the norm before and max, the direction stays: within 1e-6", async () => {
  await use("cpu");
  const component = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 64);
  const gradient = fc.array(component, { minLength: 1, maxLength: 6 });
  const max = fc.integer({ min: -8, max: 8 }).map((n) => 2 ** n);
  fc.assert(
    fc.property(gradient, gradient, max, (first, second, max) => {
      const before = [...first, ...second], after = clip(max, [first, second]).flatMap((values) => [...values]);
      const scale = Math.min(1, max / (norm(before) || 1));
      assertLessOrEqual(norm(after), max * (1 + 1e-6));
      after.forEach((value, i) => assertAlmostEquals(value, before[i] * scale, 1e-6 * Math.abs(before[i])));
    }),
    { seed: 12115063, numRuns: 200 },
  );
});
