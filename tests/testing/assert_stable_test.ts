import { assert, assertEquals, AssertionError, assertRejects, assertStringIncludes } from "@std/assert";
import { assertStable } from "../../mod.ts";

const MODULE = `${import.meta.resolve("../check/_subjects.ts")}#flipped`;
const OPTIONS = { profile: "ci", store: false, runs: 1, maxShrinks: 3, like: "sgd", jobs: 2 } as const;

Deno.test("what holds gives its details, with workers too", async () => {
  const { outcome, results } = await assertStable({ ...OPTIONS, module: MODULE, properties: ["no-leak"] });
  assertEquals([outcome, results.map(({ judged }) => judged)], ["holds", [2]]);
});

Deno.test("a violation throws the report, whose line to copy names the module", async () => {
  const check = () => assertStable({ ...OPTIONS, module: MODULE, properties: ["descends"] });
  const { message } = await assertRejects(check, AssertionError);
  assert(message.startsWith("FAIL descends / _subjects.ts#flipped: rise\n"), message);
  assertStringIncludes(message, `--backend=wasm --subject=${MODULE}`);
});
