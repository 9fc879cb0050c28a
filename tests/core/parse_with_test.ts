import { assert, assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import { InputError, OPTIMIZER_KINDS, parseTrainingConfig, parseWith, TASKS } from "../../src/core/mod.ts";
import { LEAST, least } from "./_configs.ts";

const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(", ");
const KINDS = `one of ${quoted([...OPTIMIZER_KINDS, "subject"])}`;
const RATE = 'must be {"absolute": RATE} or {"timesBound": MULTIPLE}, the number above 0';
const TOP =
  "an object with the key optimizer and any of steps, data, model, loss, batchSize, batchOrder, seed, bound, problem";

/** What is wrong with a config, in full. */
const FAULTS: [name: string, config: unknown, message: string][] = [
  ["no object", null, `must be ${TOP}: it is null`],
  ["a list", [1, 2], `must be ${TOP}: it is a list of 2`],
  ["nothing asked for", {}, `optimizer: must be an object whose kind is ${KINDS}: it is missing`],
  ["no kind", { optimizer: {} }, `optimizer.kind: must be ${KINDS}: it is missing`],
  [
    "a misspelt kind",
    least("optimizer.kind", "adm"),
    `optimizer.kind: must be ${KINDS}: it is "adm"; did you mean "adam"?`,
  ],
  ["a strange kind", least("optimizer.kind", "lbfgs"), `optimizer.kind: must be ${KINDS}: it is "lbfgs"`],
  ["a missing rate", { optimizer: { kind: "sgd" } }, `optimizer.learningRate: ${RATE}: it is missing`],
  ["a bare rate", least("optimizer.learningRate", 0.1), `optimizer.learningRate: ${RATE}: it is 0.1`],
  [
    "two rates",
    least("optimizer.learningRate.timesBound", 1),
    `optimizer.learningRate: ${RATE}: it is {"absolute": 0.01, "timesBound": 1}`,
  ],
  [
    "a key that an order of batches does not have, which may be a word as well",
    least("batchOrder", { sorted: true }),
    'batchOrder: must have no key "sorted": it may have any of the keys seed, replace',
  ],
  ["a misspelt key", least("stepz", 1), 'must have no key "stepz" (did you mean "steps"?)'],
  [
    "a key of another kind",
    least("optimizer.momentum", 1),
    'optimizer: must have no key "momentum": it may have the keys kind, learningRate and any of beta1, beta2, epsilon, schedule, clip',
  ],
  [
    "a misspelt key whose right one is taken",
    { ...LEAST, steps: 3, stepz: 3 },
    `must have no key "stepz": it may have ${TOP.slice(15)}`,
  ],
  [
    "several unknown keys",
    least("data", { lenght: 3, colour: "red", 'a"b\u001b\u202e': 1 }),
    'data: must have no keys "lenght" (did you mean "length"?), "colour", "a\\"b\\u001b\\u202e": ' +
    "it may have any of the keys source, task, samples, length, features, classes, noise, imbalance, labels, permutation, seed",
  ],
  [
    "a task",
    least("data.task", "counting-up"),
    `data.task: must be one of ${quoted(TASKS)}: it is "counting-up"; did you mean "counting"?`,
  ],
  [
    "label kinds",
    least("data.labels", { kind: 3 }),
    'data.labels.kind: must be one of "one-hot", "smoothed", "mass", "wrong": it is 3',
  ],
  [
    "a missing number",
    least("data.labels", { kind: "mass" }),
    "data.labels.mass: must be a number from 0 to 8: it is missing",
  ],
  [
    "a schedule's number",
    least("optimizer.schedule", { kind: "step", every: 0, factor: 1 }),
    "optimizer.schedule.every: must be a whole number from 1 to 10000000: it is 0",
  ],
  [
    "a batch size",
    least("batchSize", "half"),
    'batchSize: must be "full" or a whole number from 1 to 65536: it is "half"',
  ],
  [
    "a part that is a list",
    least("model", []),
    "model: must be an object with any of the keys cell, units, recurrentInit, forgetBias: it is a list of 0",
  ],
  [
    "a part that is a number",
    least("loss", 1),
    "loss: must be an object with any of the keys kind, log2Scale: it is 1",
  ],
  [
    "an empty name",
    { optimizer: { ...LEAST.optimizer, kind: "subject", name: "" } },
    'optimizer.name: must be text of 1 to 512 characters: it is ""',
  ],
  [
    "a long text, cut",
    { optimizer: { kind: "subject", learningRate: { absolute: 1 }, name: "x".repeat(513) } },
    `optimizer.name: must be text of 1 to 512 characters: it is "${"x".repeat(40)}"… of 513 characters`,
  ],
  [
    "several faults",
    { ...LEAST, steps: 0, seed: -1, sed: 1 },
    "steps: must be a whole number from 1 to 1000000: it is 0; seed: must be a whole number from 0 to 4294967295: " +
    `it is -1; must have no key "sed": it may have ${TOP.slice(15)}`,
  ],
];

for (const [name, config, message] of FAULTS) {
  Deno.test(`a fault in words: ${name}`, () => {
    assertEquals(assertThrows(() => parseTrainingConfig(config, "c.json"), InputError).message, `c.json: ${message}`);
  });
}

Deno.test("a message of the schema's own: as it is for the whole, with the value after a path", () => {
  const even = z.int().refine((n) => n % 2 === 0, "must be even"), word = z.string().regex(/^a/, "must begin with a");
  assertEquals(parseWith(even, 4, "n"), 4);
  assertEquals(assertThrows(() => parseWith(even, 3, "--n=3"), InputError).message, "--n=3: must be even");
  assertEquals(assertThrows(() => parseWith(word, "b", "--w=b"), InputError).message, "--w=b: must begin with a");
  assertEquals(
    assertThrows(() => parseWith(z.strictObject({ list: z.array(word) }), { list: ["a", "b"] }, "w"), InputError)
      .message,
    'w: list.1: must begin with a: it is "b"',
  );
});

Deno.test("eight faults are told, the rest counted; so are unknown keys", () => {
  const letters = [..."abcdefghij"], shape = Object.fromEntries(letters.map((key) => [key, z.boolean()]));
  const { message } = assertThrows(() => parseWith(z.strictObject(shape), {}, "p"), InputError);
  assertEquals(message.split("; ").length, 9);
  assert(message.startsWith("p: a: must be true or false: it is missing; b: "));
  assert(message.endsWith("h: must be true or false: it is missing; and 2 more faults"));
  const many = Object.fromEntries(letters.map((key) => [key.repeat(9), 1]));
  const keys =
    assertThrows(() => parseWith(z.strictObject({ x: z.number().optional() }), many, "p"), InputError).message;
  assert(keys.endsWith('"hhhhhhhhh" and 2 more: it may have any of the keys x'), keys);
});
