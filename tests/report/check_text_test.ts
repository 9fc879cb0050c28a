import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { KNOWN_DEFECTS } from "../../src/conformance/mod.ts";
import { OPTIMIZERS } from "../../src/core/mod.ts";
import { checkText } from "../../src/report/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";
import { details, failure, result, SUBJECT } from "./_results.ts";

Deno.test("a table of the cases judged, and what was done", () => {
  const defect = { ...KNOWN_DEFECTS[0], reason: "a fault of its own" };
  const results = [
    result("scaling", "sgd", { judged: 18 }),
    result("scaling", "adam", { outcome: "not-applicable" }),
    result("learns", "sgd", { outcome: "known", known: 2, defect }),
    result("learns", "adam", { outcome: "inconclusive", judged: 3, reason: "aborted" }),
  ];
  assertEquals(checkText(details(results)).split("\n"), [
    "cases judged          sgd  adam",
    "scaling                18     -",
    "learns        6 (2 known)    ?3",
    "",
    "KNOWN learns / sgd: a fault of its own",
    "",
    "INCONCLUSIVE learns / adam: aborted",
    "",
    "10 trainings of 500 steps in all: 4 stable, 3 late-rise, 2 diverged, 1",
    "  no-progress",
    "seed -7, profile ci, backend wasm, 1.2 s",
    "All properties hold.",
  ]);
});

Deno.test("what is not claimed of the data is told with its reason, and what they are called", () => {
  const unclaimed = { outcome: "not-applicable", reason: "claimed of others" } as const;
  const results = [
    result("learns", "sgd", unclaimed),
    result("learns", "adam", unclaimed),
    result("order", "sgd", unclaimed),
  ];
  const lines = checkText(details(results, { data: "/a/x.csv" })).split("\n");
  assertEquals(lines.filter((line) => line.startsWith("NOT CLAIMED")), [
    "NOT CLAIMED learns, order: claimed of others",
  ]);
  assertStringIncludes(lines.join("\n"), "backend wasm, data x.csv, 1.2 s");
});

Deno.test("files of the store that were skipped are told, each with what is wrong and the remedy, briefly too", () => {
  const message = "a/x\x1b.json: must be JSON: it is empty; it is left as it is: mend it or move it away";
  const run = details([result("learns", "sgd", {})], { unread: [{ file: "a/x\x1b.json", message }] });
  const told = "SKIPPED a/x\\x1b.json: must be JSON: it is empty; it is left as it is: mend it\n  or move it away\n";
  for (const brief of [false, true]) assertStringIncludes(checkText(run, { brief }), told);
});

Deno.test("briefly: what does not hold, and what it was found with", () => {
  const found = failure(SUBJECT, { file: undefined });
  const results = [
    result("no-leak", SUBJECT, {}),
    result("order", SUBJECT, { outcome: "not-applicable", reason: "claimed of others" }),
    result("learns", SUBJECT, { outcome: "inconclusive", reason: "aborted" }),
    result("descends", SUBJECT, { outcome: "violated", judged: 4, failure: found }),
  ];
  const options = { brief: true, again: "deno test -A a_test.ts" };
  const lines = checkText(details(results, { outcome: "violated", problem: "/a/b.ts#c" }), options).split("\n");
  assertEquals(lines.filter((line) => !line.startsWith("    ")), [
    "INCONCLUSIVE learns / mine.ts#make: aborted",
    "",
    "FAIL descends / mine.ts#make: rise",
    "  claimed: Where the stability ratio stays at 0.5 and below along the run,",
    "  seen in case 4: the loss rose",
    "  smallest failing config, after 8 trials (1.3 full runs; nothing can go):",
    "  it shows: the loss rose",
    "  to reproduce: deno test -A a_test.ts",
    "",
    "seed -7, profile ci, backend wasm, problem b.ts#c",
  ]);
});

Deno.test("a table that is too wide goes on below, with all its columns", () => {
  const results = PROPERTIES.flatMap(({ name }) => OPTIMIZERS.map((rule) => result(name, rule, {})));
  const wide = checkText(details(results)).split("\n"),
    narrow = checkText(details(results), { columns: 80 }).split("\n");
  assertEquals(wide.filter((line) => line.startsWith("cases judged")).length, 1);
  assertEquals(narrow.filter((line) => line.startsWith("cases judged")).length, 2);
  assert(narrow.every((line) => line.length <= 80));
  const names = narrow.filter((line) => line.startsWith("cases judged")).flatMap((line) => line.split(/ +/).slice(2));
  assertEquals(names, [...OPTIMIZERS]);
});

Deno.test("results of one cause share a note, which names a few of them", () => {
  const results = OPTIMIZERS.map((rule) => result("learns", rule, { outcome: "inconclusive", reason: "aborted" }));
  const text = checkText(details(results, { outcome: "inconclusive" }));
  assertStringIncludes(
    text,
    "INCONCLUSIVE learns / sgd, learns / momentum, learns / nesterov and 6 more:\n  aborted\n",
  );
  assertEquals(text.split("INCONCLUSIVE").length, 2);
  assert(text.endsWith("\nInconclusive."));
});

Deno.test("a failure says what is claimed, what was seen, and ends with the line that reproduces it", () => {
  const results = [result("descends", SUBJECT, { outcome: "violated", judged: 3, failure: failure(SUBJECT) })];
  const lines = checkText(details(results, { outcome: "violated" }), { command: "steadfast", repeat: "again" }).split(
    "\n",
  );
  const at = lines.indexOf("FAIL descends / mine.ts#make: rise"), end = lines.indexOf("", at);
  assert(at > 0 && lines[at + 1].startsWith("  claimed: Where the stability"));
  assert(lines.includes("  seen in case 3: the loss rose"));
  assertEquals(
    lines[end - 1],
    "  to reproduce: steadfast replay .steadfast/failures/x.json --subject=mine.ts#make",
  );
  assertEquals(lines.slice(-2), ["to repeat it: again", "A property is violated."]);
  assert(lines.filter((line) => !/^ {2}to (reproduce|learn why): /.test(line)).every((line) => line.length <= 80));
});

Deno.test("a known defect that is gone fails, and the check reproduces that", () => {
  const results = [result("learns", "adam", { outcome: "violated", reason: "strike it" })];
  const text = checkText(details(results, { outcome: "violated" }), { repeat: "again" });
  assertStringIncludes(text, "FAIL learns / adam: out of date\n");
  assertStringIncludes(text, "\n  strike it\n  to reproduce: again\n");
});

Deno.test("a stored failure that holds now is told", () => {
  assertStringIncludes(checkText(details([], { mended: ["x.json"] })), "x.json holds now: delete it");
});

Deno.test("an adapter in software is told", () => {
  const backend = { name: "webgpu", adapter: "llvmpipe", software: true } as const;
  assertStringIncludes(checkText(details([], { backend })), "backend webgpu (llvmpipe, a software adapter: no GPU)");
});

Deno.test("control characters of names and witnesses are escaped", () => {
  const rule = { ...SUBJECT, name: "a\x1b[31m\x9b#b" } as typeof SUBJECT, found = failure(rule);
  found.record.witness = "\x1b[2J";
  found.record.failure = "\x1b[3J";
  const text = checkText(details([result("descends", rule, { outcome: "violated", failure: found })]));
  // deno-lint-ignore no-control-regex
  assert(!/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(text), text);
  for (const shown of ["a\\x1b[31m\\x9b#b", "\\x1b[2J", "\\x1b[3J"]) assertStringIncludes(text, shown);
});
