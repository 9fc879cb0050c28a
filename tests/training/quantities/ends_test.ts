import { assert, assertEquals } from "@std/assert";
import { measured, norm } from "../../../src/core/mod.ts";
import { recurrentClassifier, useBackend } from "../../../src/kernels/mod.ts";
import { classifierProblem } from "../../../src/training/problems/classifier.ts";
import { train } from "../../../src/training/mod.ts";
import { smallConfig } from "../_configs.ts";

Deno.test("initial-gradient: that of the first batch at the initial weights, in the order of the weights, once", async () => {
  await useBackend("cpu");
  const config = smallConfig({ batchSize: 4 }), { shape, initial, batchAt } = classifierProblem(config);
  const trace = await train(config, { backend: "cpu", quantities: ["initial-gradient"] });
  const { gradient } = await recurrentClassifier(shape, initial, { batch: batchAt(0) });
  assertEquals(measured(trace, "initial-gradient"), [{ quantity: "initial-gradient", step: 0, values: [...gradient] }]);
  assertEquals(trace.gradientNorm[0], norm(gradient));
});

Deno.test("final-weights: those after the last update, once, and not where the training was cut", async () => {
  const trace = await train(smallConfig(), { backend: "cpu", quantities: ["final-weights"] });
  const [{ step, values }, ...rest] = measured(trace, "final-weights");
  assertEquals([step, rest.length, norm(values)], [12, 0, trace.weightNorm.at(-1)]);
  const { initial } = classifierProblem(smallConfig());
  assertEquals(values.length, initial.length);
  assert(values.every((w, i) => w === Math.fround(w) && Math.abs(w - initial[i]) < 5));
  const cut = await train(smallConfig(), { backend: "cpu", quantities: ["final-weights"], deadline: 0 });
  assertEquals(cut.measurements, []);
});
