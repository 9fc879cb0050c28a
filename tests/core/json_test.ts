import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { canonicalJson, InputError, MAX_JSON, parseJson } from "../../src/core/mod.ts";

const faultOf = (text: string): string => assertThrows(() => parseJson(text, "a.json"), InputError).message;

/** A text, and what is said of it after the place. */
const MALFORMED: [text: string, fault: string][] = [
  ["{", 'line 1, column 2 must have a key in double quotes or "}": the text ends there'],
  ["{a: 1}", 'line 1, column 2 must have a key in double quotes or "}": it has a'],
  ["{'a': 1}", "it has '"],
  ['{"a": 1,}', "line 1, column 9 must have a key in double quotes: it has }"],
  ['{"a"}', 'line 1, column 5 must have ":": it has }'],
  ['{"a":}', "line 1, column 6 must have a value: it has }"],
  ['{"a": 1,\n "b" 2}', 'line 2, column 6 must have ":": it has 2'],
  ['{"a": 1\n\n"b": 2}', 'line 3, column 1 must have "," or "}": it has "b"'],
  ["[1, 2", 'line 1, column 6 must have "," or "]": the text ends there'],
  ["[1,]", "line 1, column 4 must have a value: it has ]"],
  ["[}", 'line 1, column 2 must have a value or "]": it has }'],
  ["[]]", "line 1, column 3 must have nothing more: it has ]"],
  ["{} {}", "line 1, column 4 must have nothing more: it has {"],
  ["steps: 5", "line 1, column 1 must have a value: it has steps"],
  ["NaN", "it has NaN"],
  ["[01]", 'line 1, column 3 must have "," or "]": it has 1'],
  ["[.5]", "line 1, column 2"],
  ["[true, nul]", "line 1, column 8 must have a value: it has nul"],
  ['["abc', 'it has "abc, a string that is not closed'],
  ['["a\tb"]', 'it has "a\\x09b", a string that is not closed or has a character that must be escaped'],
  ['["\\x41"]', "a character that must be escaped"],
  ["\ufeff{}", "it has \\ufeff"],
  ["\u001b[31m", "it has \\x1b"],
];

for (const [text, fault] of MALFORMED) {
  Deno.test(`malformed JSON, with line, column and what would be right: ${JSON.stringify(text)}`, () => {
    const message = faultOf(text);
    assertStringIncludes(message, "a.json: must be JSON: line ");
    assertStringIncludes(message, fault);
    // deno-lint-ignore no-control-regex
    assert(!/[\x00-\x1f]/.test(message));
  });
}

Deno.test("whatever JSON.parse refuses has its place named, and what it takes is given as it is", () => {
  const texts = fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[]:,"\\ 01-.eEtn\n\u0001', "")).map(
    ([text, at, letter]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + letter + text.slice(cut + (at % 3));
    },
  );
  let refused = 0;
  fc.assert(
    fc.property(texts, (text) => {
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        refused++;
        const message = faultOf(text);
        if (text.trim() === "") return assertEquals(message, "a.json: must be JSON: it is empty");
        const found = /: line \d+, column \d+ must have (.*): (the text ends there|it has )/.exec(message);
        assert(found, message);
        assert(found[1] !== "nothing more" || found[2] === "it has ", message);
        return;
      }
      assertEquals(parseJson(text, "a.json"), expected);
    }),
    { seed: 5, numRuns: 3000 },
  );
  assert(refused > 1000 && refused < 2900);
});

Deno.test("an empty text, an oversized text and the largest that is read", () => {
  for (const text of ["", " \n\t"]) assertEquals(faultOf(text), "a.json: must be JSON: it is empty");
  const largest = `"${"x".repeat(MAX_JSON - 2)}"`;
  assertEquals((parseJson(largest, "a.json") as string).length, MAX_JSON - 2);
  assertEquals(faultOf(largest + " "), `a.json: must be at most 1048576 characters of JSON: it has ${MAX_JSON + 1}`);
});

Deno.test("a text of brackets only overflows no stack", () => {
  assertStringIncludes(faultOf("[".repeat(MAX_JSON)), "column 1048577");
});

Deno.test("canonicalJson: the same text for the same value in another order of keys, and another text otherwise", () => {
  assertEquals(canonicalJson({ b: [{ d: 1, c: null }], a: "x" }), '{"a":"x","b":[{"c":null,"d":1}]}');
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
  };
  // JSON has no -0 and no way to say it.
  const plain = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  fc.assert(
    fc.property(plain, plain, (value, other) => {
      assertEquals(canonicalJson(reversed(value)), canonicalJson(value));
      assertEquals(JSON.parse(canonicalJson(value)), value);
      assertEquals(
        canonicalJson(other) === canonicalJson(value),
        JSON.stringify(sorted(other)) === JSON.stringify(sorted(value)),
      );
    }),
    { seed: 6, numRuns: 500 },
  );
});

/** A value as nested lists, objects as their sorted entries. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ["list", ...value.map(sorted)];
  if (value === null || typeof value !== "object") return value;
  return ["object", ...Object.keys(value).sort().map((key) => [key, sorted((value as Record<string, unknown>)[key])])];
}
