import { assert, assertAlmostEquals, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { norm, prng } from "../../../src/core/mod.ts";
import { lanczos } from "../../../src/training/curvature/lanczos.ts";
import { eigenvalues } from "./_dense.ts";

/** A random symmetric matrix. */
function symmetric(n: number, seed: number): Matrix {
  const random = prng(seed), matrix = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = random.normal();
      matrix.set(i, j, value).set(j, i, value);
    }
  }
  return matrix;
}

const times = (matrix: Matrix) => (v: Float64Array) =>
  Float64Array.from(matrix.mmul(Matrix.columnVector(v)).getColumn(0));
const OPTIONS = { products: 300, tolerance: 1e-9, ends: "both", seed: 1 } as const;

Deno.test("both ends of the spectrum of any symmetric matrix are those of a dense solver within 1e-8 of the largest size", async () => {
  const sizes = fc.record({ n: fc.integer({ min: 1, max: 40 }), seed: fc.nat({ max: 1e6 }) });
  await fc.assert(
    fc.asyncProperty(sizes, async ({ n, seed }) => {
      const matrix = symmetric(n, seed), values = eigenvalues(matrix), size = Math.max(...values.map(Math.abs));
      const { largest, smallest } = await lanczos(times(matrix), { ...OPTIONS, dimension: n });
      assertAlmostEquals(largest.value, values[0], 1e-8 * size);
      assertAlmostEquals(smallest.value, values[n - 1], 1e-8 * size);
      for (const { value, vector } of [largest, smallest]) {
        const product = times(matrix)(vector);
        assertLess(norm(product.map((p, i) => p - value * vector[i])), 1e-6 * size);
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("a large negative end is not taken for the positive one", async () => {
  const diagonal = Float64Array.from({ length: 50 }, (_, i) => i === 0 ? -1000 : i / 50);
  const { largest, smallest } = await lanczos((v) => v.map((x, i) => diagonal[i] * x), { ...OPTIONS, dimension: 50 });
  assertAlmostEquals(largest.value, 49 / 50, 1e-6);
  assertAlmostEquals(smallest.value, -1000, 1e-6);
});

Deno.test("the residual bounds the error: an eigenvalue lies within it; cut short it says that it has not converged", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const matrix = symmetric(60, seed), values = eigenvalues(matrix), size = Math.max(...values.map(Math.abs));
    const { largest, products } = await lanczos(times(matrix), {
      ...OPTIONS,
      dimension: 60,
      products: 8,
      tolerance: 0,
    });
    assertEquals(products, 8);
    const nearest = Math.min(...values.map((value) => Math.abs(value - largest.value)));
    assertLessOrEqual(nearest, largest.residual * size * 1.0001);
    assert(largest.residual > 0.01, `${largest.residual}`);
    assertLessOrEqual(largest.value, values[0] + 1e-9 * size);
  }
});

Deno.test("nothing at all, one number, and a multiple of the identity take one product or two", async () => {
  for (const [factor, dimension] of [[0, 5], [3, 1], [-2, 7]]) {
    const { largest, smallest, products } = await lanczos((v) => v.map((x) => factor * x), { ...OPTIONS, dimension });
    assertAlmostEquals(largest.value, factor, 1e-12);
    assertAlmostEquals(smallest.value, factor, 1e-12);
    assertLessOrEqual(products, 2);
  }
});

Deno.test("a product that is not finite leaves nothing known", async () => {
  for (const value of [NaN, Infinity, 1e300]) {
    const multiply = (vector: Float64Array) => vector.map((x, i) => i === 1 ? value : x);
    const options = { dimension: 3, products: 8, tolerance: 1e-6, ends: "both", seed: 1 } as const;
    const { largest, smallest, products } = await lanczos(multiply, options);
    assertEquals([largest.value, largest.residual, smallest.value, products], [NaN, NaN, NaN, 1]);
  }
});
