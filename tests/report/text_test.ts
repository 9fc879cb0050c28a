import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseTrainingConfig } from "../../src/core/mod.ts";
import { configLines, jsonText, shellQuote, symptomText, wrap } from "../../src/report/mod.ts";

Deno.test("wrapped text keeps its words, and no line is over 76 columns but for one long word", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,100}$/), { minLength: 1, maxLength: 40 });
  const space = fc.constantFrom("", "  ", "    ");
  fc.assert(
    fc.property(words, space, space, (words, indent, hang) => {
      const lines = wrap(words.join(" "), { indent, hang });
      assertEquals(lines.flatMap((line) => line.trim().split(" ")), words);
      lines.forEach((line, i) => {
        const begin = i === 0 ? indent : indent + hang;
        assert(line.startsWith(begin) && line[begin.length] !== " ");
        assert(line.length <= 76 || !line.trim().includes(" "));
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("a line is as full as it can be", () => {
  const text = Array(20).fill("1234567").join(" ");
  assertEquals(wrap(text).map(({ length }) => length), [71, 71, 15]);
});

Deno.test("the shell takes a quoted word as it was", async () => {
  const plain = ["a.json", "--subject=/x/y_z.ts#make", "0.1..2,3", "a:b@c%+"];
  assertEquals(plain.map(shellQuote), plain);
  const words = ["", "a b", "it's", "$HOME", "`id`", "#x", "~", "a\nb", "*", "é", "=x", "a;b", '"', "\\", "!", "{a,b}"];
  if (Deno.build.os === "windows") return;
  const command = new Deno.Command("sh", {
    args: ["-c", `printf '%s\\0' ${[...plain, ...words].map(shellQuote).join(" ")}`],
  });
  const { stdout } = await command.output();
  assertEquals(new TextDecoder().decode(stdout).split("\0").slice(0, -1), [...plain, ...words]);
});

Deno.test("JSON for a terminal holds no control character and reads back the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const json = jsonText({ [text]: text });
      // deno-lint-ignore no-control-regex
      assert(!/[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(json));
      assertEquals(JSON.parse(json), { [text]: text });
    }),
    { seed: 1, numRuns: 1000, examples: [["\x1b[31m\x7f\x9b\u202e\u2028\ufeff"]] },
  );
  assertEquals(jsonText([NaN, Infinity, 1]), "[null,null,1]");
});

Deno.test("a symptom with its numbers in plain words", () => {
  const evidence = { lossAtStart: 1.23456789, steps: 12345678, where: "loss", tiny: 1.5e-12 };
  assertEquals(
    symptomText({ name: "spike", onset: 7, evidence }),
    "spike from step 7 (loss at start 1.235, steps 12345678, where loss, tiny 1.5e-12)",
  );
});

Deno.test("a config names what is not as by default, and fits 80 columns", () => {
  const plain = configLines(parseTrainingConfig({ optimizer: { kind: "sgd", learningRate: { timesBound: 0.5 } } }));
  assertEquals(plain.at(-1), "optimizer  sgd rate 0.5 x bound");
  const lines = configLines(parseTrainingConfig({
    data: { noise: 0.1, imbalance: 0.5, labels: { kind: "mass", mass: 1.3, share: 0.1 }, permutation: 4294967295 },
    model: { cell: "lstm", recurrentInit: { kind: "orthogonal", gain: 1.5 }, forgetBias: 3 },
    loss: { kind: "tf-losses", log2Scale: 4 },
    optimizer: {
      kind: "adam",
      learningRate: { absolute: 0.5 },
      clip: { kind: "global-norm", max: 1 },
      schedule: { kind: "step", every: 5, factor: 0.5 },
    },
  }));
  assertEquals(lines, [
    "training   200 steps, batch full, seed 1",
    "data       waveforms, 32 samples x 12 steps x 1 features, 4 classes, noise",
    "           0.1, imbalance 0.5, labels mass mass 1.3, share 0.1, permutation",
    "           4294967295, seed 1",
    "model      lstm, 8 units, orthogonal x 1.5 start, forget bias 3",
    "loss       tf-losses x 2^4",
    "optimizer  adam rate 0.5, beta1 0.9, beta2 0.999, epsilon 1e-7, clip",
    "           global-norm max 1, schedule step every 5, factor 0.5",
  ]);
});

Deno.test("a config tells what is particular about the order of its batches", () => {
  const optimizer = { kind: "sgd", learningRate: { absolute: 0.5 } };
  const orderOf = (batchOrder: unknown) =>
    configLines(parseTrainingConfig<object>({ optimizer, batchSize: 4, steps: 9, batchOrder }))[0];
  const replaced = { replace: { step: 5, by: 9 } };
  assertEquals(["reshuffled", "by-class", { seed: 3 }, replaced].map(orderOf), [
    "training   9 steps, batch 4, seed 1",
    "training   9 steps, batch 4 by class, seed 1",
    "training   9 steps, batch 4 shuffled by seed 3, seed 1",
    "training   9 steps, batch 4, at step 5 that of step 9, seed 1",
  ]);
});
