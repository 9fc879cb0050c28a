import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { Matrix } from "ml-matrix";
import { CELLS, norm, prng } from "../../../src/core/mod.ts";
import { useBackend } from "../../../src/kernels/mod.ts";
import { extremes } from "../../../src/training/curvature/extremes.ts";
import { fullHessian } from "../../../src/training/curvature/full_hessian.ts";
import { hessianProduct } from "../../../src/training/curvature/hessian_product.ts";
import { preconditioned } from "../../../src/training/curvature/preconditioned.ts";
import { classifierProblem } from "../../../src/training/mod.ts";
import { twin } from "../../_twin.ts";
import { smallConfig } from "../_configs.ts";
import { denseHessian, eigenvalues } from "./_dense.ts";

const TINY = { data: { samples: 6, length: 4, features: 1, classes: 2 }, model: { units: 2 } };

for (const cell of CELLS) {
  const problem = classifierProblem(smallConfig({ ...TINY, model: { units: 2, cell } }));
  const dense = denseHessian((w) => twin(problem.shape, w, problem.full).loss, [...problem.initial]);

  Deno.test(`${cell}: Hessian-vector products are those of the dense float64 Hessian within 1e-3 of its largest eigenvalue`, async () => {
    await useBackend("wasm");
    const multiply = fullHessian(problem, problem.initial), n = problem.initial.length, random = prng(7);
    const size = Math.max(...eigenvalues(dense).map(Math.abs));
    for (let trial = 0; trial < 5; trial++) {
      const v = Float64Array.from({ length: n }, () => random.normal()), product = await multiply(v);
      const exact = dense.mmul(Matrix.columnVector(v)).getColumn(0);
      assertLess(norm(product.map((p, i) => p - exact[i])) / norm(v), 1e-3 * size);
    }
  });

  Deno.test(`${cell}: both ends of the spectrum are those of the dense Hessian within 1 % of the larger size`, async () => {
    const values = eigenvalues(dense), size = Math.max(...values.map(Math.abs));
    const multiply = fullHessian(problem, problem.initial), dimension = problem.initial.length;
    const { largest, smallest, evaluations } = await extremes(multiply, { dimension, ends: "both", seed: 1 });
    assertAlmostEquals(largest.value, values[0], 0.01 * size);
    assertAlmostEquals(smallest.value, values.at(-1)!, 0.01 * size);
    assertLess(evaluations, 51);
  });

  Deno.test(`${cell}: the preconditioned sharpness is that of the dense P^-1 H within 1 %, P over five decades`, async () => {
    const random = prng(3), n = problem.initial.length;
    const p = Float64Array.from({ length: n }, () => 10 ** (-5 * random.uniform()));
    const scaled = Matrix.zeros(n, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) scaled.set(i, j, dense.get(i, j) / Math.sqrt(p[i] * p[j]));
    }
    const [exact] = eigenvalues(scaled), multiply = preconditioned(fullHessian(problem, problem.initial), p);
    const { largest } = await extremes(multiply, { dimension: n, ends: "largest", seed: 2 });
    assertAlmostEquals(largest.value / exact, 1, 0.01);
  });
}

Deno.test("a vector of zeros gives zeros, and weights of zeros have a scale, too", async () => {
  const quadratic = (w: Float32Array) => w.map((x, i) => (i + 1) * x);
  const multiply = hessianProduct(quadratic, new Float32Array(3));
  assertEquals(await multiply(new Float64Array(3)), new Float64Array(3));
  const product = await multiply(Float64Array.of(1, 1, 1));
  product.forEach((value, i) => assertAlmostEquals(value, i + 1, 1e-5));
});
