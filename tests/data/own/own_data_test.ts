import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { InputError, MAX_NUMBERS } from "../../../src/core/mod.ts";
import { ownData, ownDataSpec } from "../../../src/data/mod.ts";
import { faultOf, parsed } from "./_texts.ts";

const SEQUENCES = [[1, 2, 3], [4], [5, 6]], LABELS = ["b", "a", "b"];

Deno.test("arrays, CSV and JSON Lines of the same sequences have the same digest; others have another", async () => {
  const { digest } = await ownData({ sequences: SEQUENCES, labels: LABELS });
  assertEquals((await parsed("label,t0,t1,t2\nb,1,2,3\na,4\nb,5,6\n", "a.csv")).digest, digest);
  const lines = SEQUENCES.map((sequence, i) => JSON.stringify({ label: LABELS[i], sequence })).join("\n");
  assertEquals((await parsed(lines, "a.jsonl")).digest, digest);
  const others = [
    { sequences: [[1, 2, 3], [4], [5, 7]], labels: LABELS },
    { sequences: [[1, 2, 3], [4, 5], [6]], labels: LABELS },
    { sequences: SEQUENCES, labels: ["b", "a", "a"] },
    { sequences: SEQUENCES, labels: ["b", "a", "c"] },
    { sequences: [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9]], [[1, 2, 3]]], labels: LABELS },
  ];
  for (const other of others) assertNotEquals((await ownData(other)).digest, digest);
});

Deno.test("the spec takes all there is", async () => {
  const data = await ownData({ sequences: SEQUENCES, labels: LABELS, name: "mine" });
  assertEquals(ownDataSpec(data), {
    source: "own",
    name: "mine",
    digest: data.digest,
    samples: 3,
    length: 3,
    features: 1,
    classes: 2,
    labels: { kind: "one-hot" },
    permutation: 0,
    seed: 1,
  });
});

Deno.test("a long name is cut from its beginning, so that a config can hold it", async () => {
  const { name } = await ownData({ sequences: SEQUENCES, labels: LABELS, name: "x".repeat(600) + ".csv" });
  assertEquals([name.length, name.slice(-5)], [512, "x.csv"]);
});

Deno.test("too many, too long and too large are refused", async () => {
  const fault = async (sequences: number[][], labels: number[]) =>
    (await assertRejects(() => ownData({ sequences, labels }), InputError)).message;
  assertEquals(await fault([[1]], [0, 1]), "own data: must have a label for each sequence: there are 1 and 2");
  assertEquals(
    await fault([Array(1025).fill(0)], [0]),
    "own data: sequence 0 must have 1 to 1024 time steps: it has 1025",
  );
  const many = Array.from({ length: 65537 }, () => [0]);
  assertEquals(
    await fault(many, many.map((_, i) => i % 2)),
    "own data: sequence 65536 must have at most 65536 sequences up to it: it is one more",
  );
  // Sixteen thousand short ones are well, but one of them as long as all may be makes too many numbers.
  const short = Array.from({ length: 2 ** 14 }, () => [0]), long = Array(1024).fill(0);
  assertEquals(
    await fault([...short, long], [...short, long].map((_, i) => i % 2)),
    `own data: sequence 16384 must have at most ${MAX_NUMBERS} numbers up to it, each sequence as long as the longest: ` +
      "it makes 16778240",
  );
});

Deno.test("a name must say the form, text be UTF-8", async () => {
  assertEquals(await faultOf("", "a.txt"), "a.txt: must end in .csv, .jsonl, .npy, which says how it is read");
  const { parseOwnData } = await import("../../../src/data/mod.ts");
  const { message } = await assertRejects(
    () => parseOwnData({ bytes: Uint8Array.of(0xff), name: "A.CSV" }),
    InputError,
  );
  assertEquals(message, "A.CSV: must be text in UTF-8");
});
