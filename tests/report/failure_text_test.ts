import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Failure } from "../../src/check/mod.ts";
import { defaultRule, parseTrainingConfig } from "../../src/core/mod.ts";
import { failureLines, reproduceLine, ruleName } from "../../src/report/mod.ts";
import { failure, SUBJECT } from "./_results.ts";

const SGD = defaultRule("sgd");

Deno.test("the smallest config, how it was found, what it shows", () => {
  assertEquals(failureLines(failure(SGD), { command: "steadfast" }), [
    "smallest failing config, after 8 trials (1.3 full runs; nothing can go):",
    "  training   5 steps, batch full, seed 1",
    "  data       waveforms, 32 samples x 12 steps x 1 features, 4 classes, seed 1",
    "  model      rnn, 8 units, glorot start",
    "  optimizer  sgd rate 0.5",
    "it shows: the loss rose",
    "to learn why: steadfast diagnose .steadfast/failures/x.json",
    "to reproduce: steadfast replay .steadfast/failures/x.json",
  ]);
  const cut = failureLines(failure(SGD, { shrinking: { tried: 2, work: 1, shrinks: 0, ended: "aborted" } }));
  assertEquals(
    cut[0],
    "smallest failing config, after 2 trials (1 full runs; stopped: aborted):",
  );
  const flaky = failureLines(failure(SGD, { flaky: true, shrinking: undefined }));
  assert(flaky[0].startsWith("FLAKY: ") && flaky[1] === "failing config, not shrunk:");
});

Deno.test("which fields matter, between what it shows and the line that reproduces it", () => {
  const plain = failure(SGD), any = { field: "steps", role: "any", fails: [10, 20], holds: [] } as const;
  const explained = {
    ...plain,
    record: { ...plain.record, explanation: [{ ...any, fails: [...any.fails], holds: [] }] },
  };
  assertEquals(failureLines(explained, { command: "steadfast" }).slice(-5), [
    "it shows: the loss rose",
    "varied alone, no field was seen to matter; it fails with any steps (10, 20)",
    "  tried",
    "to learn why: steadfast diagnose .steadfast/failures/x.json",
    "to reproduce: steadfast replay .steadfast/failures/x.json",
  ]);
});

Deno.test("a stored failure is reproduced by its file, with its subject", () => {
  assertEquals(
    reproduceLine(failure(SUBJECT, { file: "a b.json" })),
    "deno run -A jsr:@steadfast/core/cli replay 'a b.json' --subject=mine.ts#make",
  );
});

Deno.test("one that is not stored is reproduced by its config, whatever its subject is called", () => {
  const rule = { ...SUBJECT, name: "it's $(rm)\x9b.ts#x" } as typeof SUBJECT;
  const line = reproduceLine(failure(rule, { file: undefined }), { command: "steadfast" });
  assertStringIncludes(line, String.raw`"name":"it'\''s $(rm)\u009b.ts#x"`);
  assert(line.startsWith("printf %s '{"), line);
  assert(
    line.endsWith(
      String.raw` | steadfast shrink - --property=descends --backend=wasm '--subject=it'\''s $(rm)` + "\x9b.ts#x'",
    ),
    line,
  );
});

Deno.test("a subject that a test defined is reproduced by the test", () => {
  const rule = { ...SUBJECT, name: "my optimizer" } as typeof SUBJECT;
  assertEquals(reproduceLine(failure(rule)), "run the test again: it begins with .steadfast/failures/x.json");
  assertEquals(reproduceLine(failure(rule, { file: undefined })), "run the test again");
});

Deno.test("data of one's own are named by their file, or the test is run again", () => {
  const own = (name: string) => {
    const found = failure(SGD, { file: undefined }), { optimizer } = found.record.config;
    const data = { source: "own", name, digest: "0".repeat(64), samples: 3, length: 4, features: 5, classes: 2 };
    return { ...found, record: { ...found.record, config: parseTrainingConfig({ data, steps: 5, optimizer }) } };
  };
  const line = reproduceLine(own("a b/x.csv"), { command: "steadfast" });
  assert(line.endsWith("| steadfast shrink - --property=descends --backend=wasm '--data=a b/x.csv'"), line);
  assertEquals(
    reproduceLine({ ...own("x.npy"), file: "f.json" }, { command: "steadfast", data: "y.npy" }),
    "steadfast replay f.json --data=y.npy",
  );
  assertEquals(reproduceLine(own("own data")), "run the test again");
  assertStringIncludes(
    failureLines(own("/a/x.csv"))[2],
    "data       x.csv, 3 samples x 4 steps x 5 features, 2 classes, seed",
  );
});

Deno.test("a subject's file is called without its folder, what is no FILE#EXPORT as it is", () => {
  const named = (name: string) => ruleName({ kind: "subject", name, like: "adam" });
  assertEquals(
    ["file:///a/b c/mine.ts#make", "../mine.ts#make", "mine.ts#make", "a/b", "a/#b", "C:\\x\\mine.ts#make"].map(named),
    ["mine.ts#make", "mine.ts#make", "mine.ts#make", "a/b", "a/#b", "mine.ts#make"],
  );
});

Deno.test("why is asked only of what is stored, is no other property's, and not flaky; a test's report has its own line alone", () => {
  const whyOf = (given: Partial<Failure>, options = {}) =>
    failureLines({ ...failure(SGD), ...given }, { command: "steadfast", ...options })
      .filter((line) => line.startsWith("to learn why: "));
  const { record } = failure(SGD);
  assertEquals(whyOf({}).length, 1);
  assertEquals(whyOf({ file: undefined }), []);
  assertEquals(whyOf({ flaky: true }), []);
  assertEquals(whyOf({ record: { ...record, property: "no-leak" } }), []);
  assertEquals(whyOf({}, { again: "deno test -A a_test.ts" }), []);
});
