import { assert } from "@std/assert";
import { isReproduced } from "../../scripts/reproduce/row.ts";
import { reproductions } from "../../scripts/reproduce.ts";

const FORM = Deno.env.get("STEADFAST_PROFILE") === "nightly" ? "long" : "short";

Deno.test("published numbers are measured again, each within the tolerance that stands beside it", async (t) => {
  for (const row of await reproductions(FORM)) {
    const { name, expected, measured, tolerance } = row;
    await t.step(`${name}: ${expected} +- ${tolerance}`, () => assert(isReproduced(row), `measured ${measured}`));
  }
});
