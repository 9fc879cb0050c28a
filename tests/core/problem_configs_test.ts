import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError, parseTrainingConfig, trainingWork } from "../../src/core/mod.ts";
import { DEFAULTS, LEAST } from "./_configs.ts";

const faultOf = (value: unknown): string =>
  assertThrows(() => parseTrainingConfig(value, "c.json"), InputError).message;

Deno.test("every problem has its own fields, with defaults; those of another are refused", () => {
  const configs = [
    { problem: "quadratic", quadratic: { dimension: 4, largest: 1, condition: 10, rotated: true, seed: 1 } },
    { problem: "tanh-net", net: { widths: [30, 20], degree: 6, points: 20 } },
    { problem: "own", name: "mine", batchSize: "full" },
  ];
  const { steps, seed, optimizer } = DEFAULTS;
  for (const { problem, ...fields } of configs) {
    const given = problem === "own" ? { ...LEAST, problem, ...fields } : { ...LEAST, problem };
    assertEquals<unknown>(parseTrainingConfig<unknown>(given), { problem, ...fields, steps, seed, optimizer });
    assertStringIncludes(faultOf({ ...given, data: {} }), 'c.json: must have no key "data"');
  }
  assertStringIncludes(faultOf({ ...LEAST, problem: "own" }), "c.json: name: must be text of 1 to 512 characters");
  assertEquals(
    faultOf({ ...LEAST, problem: "quadratics" }),
    'c.json: problem: must be one of "classifier", "quadratic", "tanh-net", "own": it is "quadratics"; did you mean ' +
      '"quadratic"?',
  );
});

Deno.test("trainingWork of the other problems: 4 dimension^2, 6 points weights, unknown", () => {
  const work = (fields: object) => trainingWork(parseTrainingConfig<unknown>({ ...LEAST, steps: 10, ...fields }));
  assertEquals(work({ problem: "quadratic", quadratic: { dimension: 3 } }), 10 * 4 * 9);
  assertEquals(work({ problem: "tanh-net", net: { widths: [3, 2], points: 5 } }), 10 * 6 * 5 * (3 * 2 + 2 * 4 + 3));
  assertEquals(work({ problem: "own", name: "mine" }), 0);
});
