import { assertEquals, assertMatch } from "@std/assert";
import { VERSION } from "../../src/core/mod.ts";

Deno.test("the version is that of deno.json", async () => {
  const manifest = JSON.parse(await Deno.readTextFile(new URL("../../deno.json", import.meta.url)));
  assertEquals(VERSION, manifest.version);
  assertMatch(VERSION, /^\d+\.\d+\.\d+/);
});
