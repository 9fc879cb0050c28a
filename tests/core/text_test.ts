import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { digits, escapeControl, nearestWord, OPTIMIZERS } from "../../src/core/mod.ts";

const ESCAPED: [text: string, escaped: string][] = [
  ["plain text, ümlaut, 数, 🙂", "plain text, ümlaut, 数, 🙂"],
  ["\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
  ["a\nb\tc\rd\0", "a\\x0ab\\x09c\\x0dd\\x00"],
  ["\u007f\u0085\u009b2J", "\\x7f\\x85\\x9b2J"],
  ["\u202egpj.exe\u202c", "\\u202egpj.exe\\u202c"],
  ["\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c"],
  ["\u2028\u2029\ufeff", "\\u2028\\u2029\\ufeff"],
];

for (const [text, escaped] of ESCAPED) {
  Deno.test(`escapeControl: ${escaped}`, () => assertEquals(escapeControl(text), escaped));
}

Deno.test("escapeControl leaves no control or direction character, and what has none as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = escapeControl(text);
      assert(!/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(escaped));
      assertEquals(escapeControl(escaped), escaped);
      if (!/[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/u.test(text)) assertEquals(escaped, text);
    }),
    { seed: 1, numRuns: 150 },
  );
});

Deno.test("nearestWord: the misspelt one, none for a strange one, an empty one or a long one", () => {
  assertEquals(nearestWord("adm", OPTIMIZERS), "adam");
  assertEquals(nearestWord("rmsprop-centred", OPTIMIZERS), "rmsprop-centered");
  assertEquals(nearestWord("momemtun", OPTIMIZERS), "momentum");
  assertEquals(nearestWord("adam", OPTIMIZERS), "adam");
  for (const strange of ["lbfgs", "", "x", "a".repeat(1e6)]) assertEquals(nearestWord(strange, OPTIMIZERS), undefined);
  assertEquals(nearestWord("adam", []), undefined);
});

const DIGITS: [value: number, text: string][] = [
  [0, "0"],
  [-0.5, "-0.5"],
  [1 / 3, "0.333"],
  [0.1 + 0.2, "0.3"],
  [123456, "123000"],
  [0.001, "0.001"],
  [0.00099951, "0.001"],
  [0.00031623, "3.16e-4"],
  [-1e-7, "-1e-7"],
  [999499, "999000"],
  [999600, "1e6"],
  [NaN, "NaN"],
  [-Infinity, "-Infinity"],
];

for (const [value, text] of DIGITS) Deno.test(`digits of ${value}: ${text}`, () => assertEquals(digits(value), text));

Deno.test("digits: as many as are asked for, and no more than there are", () => {
  assertEquals([digits(Math.PI, 5), digits(Math.PI, 1), digits(2, 5)], ["3.1416", "3", "2"]);
});
