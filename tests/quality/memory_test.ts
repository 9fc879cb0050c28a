import { assertEquals, assertLess } from "@std/assert";

const SCRIPT = `${import.meta.dirname}/_trainings.ts`;
/** What the last 8,000 trainings may leave, bytes: 250 each, less than one small tensor's bookkeeping. */
const SLACK = 2e6;

Deno.test("memory is flat over 10,000 trainings, to 250 bytes each", async () => {
  const args = ["run", "--v8-flags=--expose-gc", "--allow-read", "--allow-env=CI", SCRIPT];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  assertEquals(success, true, new TextDecoder().decode(stderr));
  const live: number[] = JSON.parse(new TextDecoder().decode(stdout));
  assertLess(live.at(-1)! - live[1], SLACK, `live bytes after each thousand: ${live.join(", ")}`);
});
