import { assertEquals } from "@std/assert";
import { isEvaluationStep, measured } from "../../../src/core/mod.ts";
import { recurrentClassifier, useBackend } from "../../../src/kernels/mod.ts";
import { classifierProblem } from "../../../src/training/problems/classifier.ts";
import { train } from "../../../src/training/mod.ts";
import { smallConfig } from "../_configs.ts";

for (const batchSize of ["full", 4] as const) {
  Deno.test(`batch size ${batchSize}: evaluations are loss and accuracy on all samples with the weights before the step`, async () => {
    await useBackend("cpu");
    const config = smallConfig({ batchSize, steps: 100 }),
      { shape, initial, full, batchAt } = classifierProblem(config);
    const evaluations = measured(await train(config, { backend: "cpu", quantities: ["evaluation"] }), "evaluation");
    const expected = [];
    let weights = initial;
    for (let step = 0; step <= 100; step++) {
      if (isEvaluationStep(step, 100)) {
        const { loss, right } = await recurrentClassifier(shape, weights, { batch: full, gradient: false });
        expected.push({ quantity: "evaluation", step, values: [loss, right / 10] });
      }
      const { gradient } = await recurrentClassifier(shape, weights, { batch: batchAt(step) });
      weights = weights.map((w, i) => w + Math.fround(Math.fround(-0.3) * gradient[i]));
    }
    assertEquals(evaluations, expected);
    assertEquals([evaluations.length, evaluations[0].step, evaluations.at(-1)!.step], [91, 0, 100]);
  });
}

Deno.test("with full batches an evaluation is the step's own loss and accuracy", async () => {
  const trace = await train(smallConfig(), { backend: "cpu", quantities: ["evaluation"] });
  const evaluations = measured(trace, "evaluation").map(({ values }) => values);
  assertEquals(evaluations.slice(0, -1), trace.loss.map((loss, step) => [loss, trace.accuracy[step]]));
});
