import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { parseTrainingConfig } from "../../../src/core/mod.ts";
import { train } from "../../../src/training/mod.ts";
import { tanhNetProblem } from "../../../src/training/problems/tanh_net.ts";
import { assertTrueGradient } from "./_slopes.ts";

const config = (net: object, steps = 300) =>
  parseTrainingConfig({
    problem: "tanh-net" as const,
    net,
    steps,
    optimizer: { kind: "sgd", learningRate: { absolute: 0.05 } },
  });

Deno.test("its gradient is the slope of its loss, in every weight", () =>
  assertTrueGradient(tanhNetProblem(config({ widths: [5, 3], degree: 3, points: 7 })), { bound: 1e-3 }));

Deno.test("with all weights 0 the loss is half the mean square of the polynomial", async () => {
  const { full, evaluate, initial } = tanhNetProblem(config({ widths: [4], degree: 2, points: 5 }));
  // T2 at -1, -.5, 0, .5, 1 is 1, -.5, -1, -.5, 1.
  const { loss, right } = await evaluate(initial.map(() => 0), full);
  assertAlmostEquals(loss, (1 + 0.25 + 1 + 0.25 + 1) / 10, 1e-12);
  assertEquals(right, NaN);
});

Deno.test("the layout covers the weights: a kernel and a bias a layer", () => {
  const { layout, initial } = tanhNetProblem(config({}));
  assertEquals(layout.map(({ shape }) => shape), [[1, 30], [30], [30, 20], [20], [20, 1], [1]]);
  assertEquals(layout.at(-1)!.offset + 1, initial.length);
});

Deno.test("gradient descent at a small rate lowers the loss, the same on every backend", async () => {
  const { loss } = await train(config({}), { backend: "wasm" });
  loss.forEach((value, t) => t > 0 && assertLess(value, loss[t - 1]));
  assertEquals((await train(config({}), { backend: "cpu" })).loss, loss);
});
