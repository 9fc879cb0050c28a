import { assert, assertEquals } from "@std/assert";
import { InputError } from "../../src/core/mod.ts";

Deno.test("InputError: its own name, place and fault apart and in the message, and its cause", () => {
  const cause = new SyntaxError("x"), error = new InputError("a.json", "must be JSON", { cause });
  assert(error instanceof Error);
  assertEquals([error.name, error.message, error.place, error.fault], [
    "InputError",
    "a.json: must be JSON",
    "a.json",
    "must be JSON",
  ]);
  assert(error.cause === cause);
});
