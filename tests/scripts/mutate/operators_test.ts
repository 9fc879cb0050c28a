import { assert, assertEquals, assertThrows } from "@std/assert";
import { mutantsByHand } from "../../../scripts/mutate/by_hand.ts";
import { mutationMarkdown } from "../../../scripts/mutate/markdown.ts";
import { type Mutant, mutantsOf } from "../../../scripts/mutate/operators.ts";

const FOLDERS = ["src/optimizers/oracles", "src/optimizers/rules"];

const linesOf = (source: string) => mutantsOf("a.ts", source).map(({ source }) => source);

async function sources(): Promise<Map<string, string>> {
  const root = new URL("../../../", import.meta.url), files = new Map<string, string>();
  for (const folder of FOLDERS) {
    for await (const { name } of Deno.readDir(new URL(folder, root))) {
      files.set(`${folder}/${name}`, await Deno.readTextFile(new URL(`${folder}/${name}`, root)));
    }
  }
  return files;
}

Deno.test("one place at a time: signs, operations, betas, complements, corrections", () => {
  assertEquals(linesOf("m = beta1 * m + (1 - beta1) * g;"), [
    "m = beta1 * m - (1 - beta1) * g;",
    "m = beta1 * m + (1 + beta1) * g;",
    "m = beta1 / m + (1 - beta1) * g;",
    "m = beta1 * m + (1 - beta1) / g;",
    "m = beta2 * m + (1 - beta1) * g;",
    "m = beta1 * m + (1 - beta2) * g;",
    "m = beta1 * m + (beta1) * g;",
  ]);
  const corrected = linesOf("x = m / (1 - beta1 ** t);");
  for (const wanted of ["x = m / (1);", "x = m / (1 - beta1 ** (t + 1));", "x = m / (1 - beta2 ** t);"]) {
    assert(corrected.includes(wanted), wanted);
  }
});

Deno.test("roots, epsilons and rates are dropped, in float64 and in tensors", () => {
  assert(linesOf("y = Math.sqrt(x) + epsilon;").includes("y = (x) + epsilon;"));
  assert(linesOf("y = Math.sqrt(x) + epsilon;").includes("y = Math.sqrt(x) + 0;"));
  assert(linesOf("y = rate * g;").includes("y = g;"));
  assert(linesOf("y = tf.mul(tf.sqrt(x), rate);").includes("y = tf.mul(tf.sqrt(x), 1);"));
  assert(linesOf("y = tf.mul(tf.sqrt(x), rate);").includes("y = tf.mul(tf.clone(x), rate);"));
});

Deno.test("comments, texts, imports and lists of names stay", () => {
  const still = [
    'import { a } from "./a - b.ts";',
    "// x + y",
    "/** a - b */",
    'const text = "a + b";',
    "const { beta1, epsilon } = numbers;",
    "function rootWith(epsilon: number) {}",
  ];
  for (const line of still) assertEquals(mutantsOf("a.ts", line), [], line);
});

Deno.test("there are far more than sixty of the present sources, each differs from its source in one line", async () => {
  const files = await sources(), mutants = [...files].flatMap(([file, source]) => mutantsOf(file, source));
  assert(mutants.length > 300);
  for (const { file, line, source } of mutants) {
    const [before, after] = [files.get(file)!, source].map((text) => text.split("\n"));
    assertEquals(before.flatMap((text, i) => text === after[i] ? [] : [i + 1]), [line]);
  }
  const byHand = mutantsByHand(files), all = [...mutants, ...byHand];
  assertEquals(new Set(all.map(({ file, source }) => file + source)).size, all.length);
  assert(byHand.every(({ file, source }) => source !== files.get(file)));
});

Deno.test("a change by hand whose place is gone is told", () => {
  assertThrows(() => mutantsByHand(new Map()), Error, "must have this once");
});

Deno.test("the page counts by file and names the survivors", () => {
  const [a, b]: Mutant[] = ["a.ts", "b.ts"].map((file) => ({ file, line: 3, from: "a | b", to: "c", source: "" }));
  const page = mutationMarkdown([a, b], [b]);
  assert(page.includes("Caught: 1 of 2, 50.0 %."));
  assert(page.includes("| a.ts | 1 | 1 |\n| b.ts | 1 | 0 |"));
  assert(page.includes("| b.ts:3 | `a \\| b` to `c` | none |"));
  assert(mutationMarkdown([a], []).endsWith("## Survivors\n\nNone.\n"));
});
