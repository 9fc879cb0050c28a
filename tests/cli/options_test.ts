import { assertEquals, assertThrows } from "@std/assert";
import { InputError, parseWith } from "../../src/core/mod.ts";
import { integer, number, numberOr, numbers, oneOf, range, seconds, SHARED, someOf } from "../../src/cli/options.ts";

type Schema = Parameters<typeof parseWith>[0];

function parsed(schema: Schema, ...texts: string[]): unknown[] {
  return texts.map((text) => parseWith(schema, text, "option"));
}

/** The same fault for each text. */
function refused(schema: Schema, fault: string, ...texts: string[]): void {
  for (const text of texts) {
    assertEquals(assertThrows(() => parseWith(schema, text, "x"), InputError).message, `x: ${fault}`);
  }
}

Deno.test("whole numbers within a range, in decimal", () => {
  assertEquals(parsed(integer(-2, 3), "-2", "3", "+1", "00"), [-2, 3, 1, 0]);
  refused(integer(-2, 3), "must be a whole number from -2 to 3", "-3", "4", "1.0", "1e0", "0x1", "", " 1", "NaN", "1n");
});

Deno.test("numbers in decimal, several with commas between, or a word in the place of one", () => {
  assertEquals(parsed(number, "-2", "1e-3", ".5", "+1"), [-2, 0.001, 0.5, 1]);
  refused(number, "must be a number", "", "1e999", "NaN", "0x1", "1,2", " 1");
  assertEquals(parsed(numbers, "1", "1,-.5"), [[1], [1, -0.5]]);
  refused(numbers, "must be numbers, with commas between", "", "1,", "1;2", "1, 2");
  assertEquals(parsed(numberOr("full"), "full", "8"), ["full", 8]);
  refused(numberOr("full"), "must be a number or full", "", "none", "Full");
});

Deno.test("seconds are finite and above 0", () => {
  assertEquals(parsed(seconds, "1", ".5", "1.", "2e3"), [1, 0.5, 1, 2000]);
  refused(
    seconds,
    "must be a number of seconds above 0, at most 1e9",
    "0",
    "-1",
    "1e999",
    "Infinity",
    "1e10",
    "1s",
    "",
  );
});

Deno.test("ranges, whole or not, the lower end first", () => {
  assertEquals(parsed(range(1e-6, 10), "1..2", "0.1..0.1", "1e-6..10", ".5..1."), [
    { low: 1, high: 2 },
    { low: 0.1, high: 0.1 },
    { low: 1e-6, high: 10 },
    { low: 0.5, high: 1 },
  ]);
  const numbers = "must be LOW..HIGH, two numbers from 0.5 to 10, the lower one first";
  refused(
    range(0.5, 10),
    numbers,
    "2..1",
    "0..1",
    "1..11",
    "1",
    "1..",
    "..1",
    "1..2..3",
    "a..b",
    "1...5",
    "NaN..1",
    "",
  );
  assertEquals(parsed(range(1, 9, { whole: true }), "1..9"), [{ low: 1, high: 9 }]);
  refused(
    range(1, 9, { whole: true }),
    "must be LOW..HIGH, two whole numbers from 1 to 9, the lower one first",
    "1..2.5",
  );
});

Deno.test("words and lists of words, with the one that was meant", () => {
  const words = ["adam", "sgd"] as const;
  assertEquals(parsed(oneOf(words), "adam"), ["adam"]);
  assertEquals(parsed(someOf(words), "adam", "sgd,adam"), [["adam"], ["sgd", "adam"]]);
  refused(oneOf(words), "must be one of adam, sgd; did you mean adam?", "adan", "Adam", " adam");
  refused(oneOf(words), "must be one of adam, sgd", "constructor", "");
  refused(
    someOf(words),
    'must be some of adam, sgd, with commas between: "adan" is none; did you mean adam?',
    "sgd,adan",
  );
  refused(someOf(words), 'must be some of adam, sgd, with commas between: "" is none', "sgd,", ",");
  refused(someOf(words), "must be some of adam, sgd, with commas between: adam is there twice", "adam,sgd,adam");
});

Deno.test("a subject is a file and an export", () => {
  assertEquals(parsed(SHARED.subject.schema, "a#b.ts#$make_1"), ["a#b.ts#$make_1"]);
  refused(
    SHARED.subject.schema,
    "must be FILE#EXPORT, such as my_optimizer.ts#make",
    "a.ts",
    "a.ts#",
    "#b",
    "a.ts#b-c",
    "",
  );
});
