import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { checkConformance, LAWS } from "../../src/conformance/mod.ts";
import type { Optimizer } from "../../src/optimizers/mod.ts";
import { PLANTED } from "./_faults.ts";
import { candidate, Right } from "./_planted.ts";

const OPTIONS = { backend: "cpu", runs: 40 } as const;

async function broken(make: (rate: number) => Optimizer): Promise<string[]> {
  const { candidates: [{ results }] } = await checkConformance([candidate(make)], OPTIONS);
  return results.filter(({ outcome }) => outcome === "violated").map(({ law }) => law);
}

Deno.test("heavy ball done right breaks no law", async () => {
  const before = tf.memory().numTensors;
  assertEquals(await broken((rate) => new Right(rate)), []);
  assertEquals(tf.memory().numTensors, before);
});

for (const [fault, { make: Make, laws }] of Object.entries(PLANTED)) {
  Deno.test(`${fault}: ${laws.join(", ")}`, async () => {
    const found = await broken((rate) => new Make(rate));
    for (const law of laws) assert(found.includes(law), `${law} is not among ${found.join(", ")}`);
  });
}

Deno.test("every law is broken by a planted fault", () => {
  const caught = new Set(Object.values(PLANTED).flatMap(({ laws }) => laws));
  assertEquals(LAWS.map(({ name }) => name).filter((name) => !caught.has(name)), []);
});
