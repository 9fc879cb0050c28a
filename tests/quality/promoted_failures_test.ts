import { assertEquals, assertGreaterOrEqual } from "@std/assert";
import { replay } from "../../mod.ts";
import { storedFailures } from "../../src/check/mod.ts";
import { webgpuTest } from "../_webgpu.ts";

// What `promote` keeps is a test from then on: each kept failure must replay to the bit.
const { failures, unread } = await storedFailures(`${import.meta.dirname}/../../fixtures/failures`);

Deno.test("every file of fixtures/failures is a record that can be read", () => {
  assertEquals(unread, []);
  assertGreaterOrEqual(failures.length, 1);
});

for (const { file, record } of failures) {
  const test = record.backend.name === "webgpu" ? webgpuTest : Deno.test;
  test(`the kept failure ${file.replace(/^.*\//, "")} replays to the bit`, async () => {
    const { reproduced, differences } = await replay(record);
    assertEquals([reproduced, differences], [true, []]);
  });
}
