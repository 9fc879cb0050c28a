import { assertEquals } from "@std/assert";
import { measured, type QuantityName, type QuantityRequest, traceDigest } from "../../src/core/mod.ts";
import { train } from "../../src/training/mod.ts";
import { smallConfig } from "./_configs.ts";

const STEPS = 12;
/** Before a step; of the step's batch; from before to after it; of all samples. */
const NAMES = ["sharpness", "curvature-along-gradient", "curvature-along-step", "evaluation"] as const;

const stepsOf = async (request: QuantityRequest, name: QuantityName) => {
  const trace = await train(smallConfig({ steps: STEPS }), { backend: "cpu", quantities: [request] });
  return measured(trace, name).map(({ step }) => step);
};

for (const name of NAMES) {
  const endsToo = name === "sharpness" || name === "evaluation";

  Deno.test(`${name} each third step: from the first, or not before \`from\`, which need not be one of them`, async () => {
    const end = endsToo ? [12] : [];
    assertEquals(await stepsOf({ name, every: 3 }, name), [0, 3, 6, 9, ...end]);
    assertEquals(await stepsOf({ name, every: 3, from: 0 }, name), [0, 3, 6, 9, ...end]);
    assertEquals(await stepsOf({ name, every: 3, from: 4 }, name), [6, 9, ...end]);
    assertEquals(await stepsOf({ name, every: 3, from: 6 }, name), [6, 9, ...end]);
    assertEquals(await stepsOf({ name, every: 1, from: 10 }, name), endsToo ? [10, 11, 12] : [10, 11]);
  });

  Deno.test(`${name} from the end on is measured ${endsToo ? "there" : "never, as there is no batch"}`, async () => {
    assertEquals(await stepsOf({ name, every: 1, from: STEPS }, name), endsToo ? [STEPS] : []);
    assertEquals(await stepsOf({ name, every: 1, from: STEPS + 1 }, name), []);
  });
}

Deno.test("from a step on, values are those of the whole series to the bit, and the trace is that of the training alone", async () => {
  const config = smallConfig({ steps: STEPS, batchSize: 4 }), name = "critical-direction";
  const measure = (from: number) => train(config, { backend: "cpu", quantities: [{ name, every: 1, from }] });
  const whole = await measure(0), part = await measure(7), plain = await train(config, { backend: "cpu" });
  assertEquals(measured(part, name), measured(whole, name).slice(7));
  assertEquals(await traceDigest({ ...part, measurements: [] }), await traceDigest(plain));
});

Deno.test("each request has its own `from`", async () => {
  const quantities: QuantityRequest[] = [{ name: "evaluation", every: 5, from: 5 }, {
    name: "sharpness",
    every: 5,
    from: 6,
  }];
  const { measurements } = await train(smallConfig({ steps: STEPS }), { backend: "cpu", quantities });
  assertEquals(measurements.map(({ quantity, step }) => `${step} ${quantity}`), [
    "5 evaluation",
    "10 evaluation",
    "10 sharpness",
  ]);
});
