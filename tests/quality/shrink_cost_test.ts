import { assertEquals, assertLessOrEqual } from "@std/assert";
import { quantile, shrinkingCosts } from "../../scripts/shrink_cost.ts";
import { EFFORT } from "../../src/check/mod.ts";

const FILE = new URL("../../fixtures/golden/shrinking_cases.json", import.meta.url);
const CASES: { id: string; config: unknown; property: string; failure: string }[] = JSON.parse(
  await Deno.readTextFile(FILE),
);

for (const failure of ["diverged", "late-rise"]) {
  const cases = CASES.filter((each) => each.failure === failure);
  Deno.test(`${cases.length} cases of ${failure} are shrunk in at most 70 trainings and 3 full runs, median; 6 full runs, 90 %`, async () => {
    const costs = await shrinkingCosts(cases, EFFORT.ci);
    // It stays the failure that it was.
    assertEquals(costs.map(({ failure }) => failure), cases.map(() => failure));
    const tried = costs.map(({ tried }) => tried), work = costs.map(({ work }) => work);
    assertLessOrEqual(quantile(tried, 0.5), 70);
    assertLessOrEqual(quantile(work, 0.5), 3);
    assertLessOrEqual(quantile(work, 1), 6);
    assertLessOrEqual(costs.filter(({ ended }) => ended !== "minimal").length, 0.2 * cases.length);
  });
}

Deno.test("shrinking takes the same every time", async () => {
  const some = CASES.filter((_, i) => i % 8 === 0);
  assertEquals(await shrinkingCosts(some, EFFORT.ci), await shrinkingCosts(some, EFFORT.ci));
});
