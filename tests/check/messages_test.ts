import { assert, assertEquals } from "@std/assert";
import { fromThrown, toThrown } from "../../src/check/messages.ts";
import { InputError } from "../../src/core/mod.ts";

/** What arrives on the other thread. */
function sent(error: unknown): unknown {
  return fromThrown(structuredClone(toThrown(error)));
}

Deno.test("an InputError arrives as one", () => {
  const error = sent(new InputError("subject", "must be other"));
  assert(error instanceof InputError);
  assertEquals([error.place, error.fault, error.message], ["subject", "must be other", "subject: must be other"]);
});

Deno.test("other errors keep class, name, message, stack and cause as far as they can", () => {
  const range = sent(new RangeError("too far", { cause: "why" }));
  assert(range instanceof RangeError);
  assertEquals([range.message, range.cause], ["too far", "why"]);
  class OwnError extends Error {
    override name = "OwnError";
  }
  const own = new OwnError("mine"), arrived = sent(own);
  assert(arrived instanceof Error);
  assertEquals([arrived.name, arrived.message, arrived.stack], ["OwnError", "mine", own.stack]);
});

Deno.test("anything else that is thrown arrives as it is, or as its text", () => {
  assertEquals(sent("a text"), "a text");
  assertEquals(sent({ code: 3 }), { code: 3 });
  const error = sent(Symbol("bad"));
  assert(error instanceof Error && error.message === "Symbol(bad)", String(error));
});
