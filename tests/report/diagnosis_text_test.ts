import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Cure, type Diagnosis, parseJson, parseTrainingConfig, type Standing } from "../../src/core/mod.ts";
import { diagnosisLines, shellQuote } from "../../src/report/mod.ts";
import { divergence, seedCase, stable, unknown } from "./_diagnoses.ts";
import { cure, findings } from "./_findings.ts";

/** The text without the breaks of its lines, so that what it says can be looked for. */
const said = (diagnosis: Diagnosis) => diagnosisLines(diagnosis).join(" ").replace(/\s+/g, " ");

Deno.test("a proven cause: what happened, why, the proof, the control, the cost, and what it is not, in this order", async () => {
  const text = said(await seedCase());
  const parts = [
    "The training loss goes down and then up. Judged late rise, from step 72 of 80.",
    "starts at 1.51, is least at 0.3183 (step 69) and ends at 0.5967. Accuracy is 0.9688 at best and 0.8438 at the end.",
    "optimizer adam rate 0.0316",
    "Cause, proven: the decay of the preconditioner. Each step is divided by the root of v",
    "From step 38 to 70 the stability ratio grew from 0.304 to 1.21",
    "Cure: epsilon 1e-7 -> 0.03. Of the same fresh seeds (initialisation, data, order), 10 of 10 fail without the change, " +
    "and 0 of 10 with it. The control, a rival's change of equal size (learningRate 0.0316 -> 0.0232): 9 of " +
    "10 fail.",
    "by a factor of 1.36 in the mean. In the median, the loss at the end is 0.151, and the best loss of the un-cured is " +
    "reached at step 74 instead of 69.",
    "Also tried: kind adam -> amsgrad: not cured",
    "Could not be told: a rate above the stability bound: The stability ratio passed 1 at step 70",
    "the rate is 0.0316. Not tried, as the cause is proven.",
    "Not the cause: labels that do not sum to 1: Every label row sums to 1.",
    "Worth knowing: The run comes back",
    "64 trainings of 9120 steps in all, backend wasm",
  ];
  const places = parts.map((part) => text.indexOf(part));
  assertEquals(places.filter((place) => place < 0), [], parts[places.indexOf(-1)]);
  assertEquals(places, places.toSorted((a, b) => a - b));
  assertEquals(text.split("the decay of the preconditioner").length, 2, "the cause is not among the others");
  assertEquals(text.split("Not tried").length, 2, "what is refuted needs no trial");
  assert(!text.includes("Proven is a mechanism if"), "the rule of proof is for what is not proven");
});

Deno.test("every mechanism is spoken of, and sentences fit 80 columns", async () => {
  const diagnosis = await seedCase(), lines = diagnosisLines(diagnosis);
  assertEquals(lines.filter((line) => line.includes("Nothing speaks for it.")).length, 8);
  assertEquals(lines.filter((line) => line.length > 80 && !/^to see it /.test(line)), []);
});

Deno.test("the lines to copy hold the cured config and the failing one, and name what the config only names", async () => {
  const diagnosis = await seedCase(), [cured, fails] = diagnosisLines(diagnosis, { command: "steadfast" }).slice(-2);
  const configs = [["to see it cured: ", cured], ["to see it fail: ", fails]].map(([begin, line]) => {
    assert(line.startsWith(begin) && line.endsWith("' | steadfast train - --backend=wasm"), line);
    const json = line.slice(line.indexOf("'") + 1, line.lastIndexOf("'"));
    return parseTrainingConfig(parseJson(json, "line"));
  });
  assertEquals(configs, [diagnosis.findings[0].cures[1].config, diagnosis.config]);
  const subject = divergence();
  assert(diagnosisLines(subject).at(-1)!.endsWith("train - --backend=webgpu --subject=mine.ts#make"));
  assertEquals(said(divergence("what a test calls it")).includes("to see it"), false);
  const named = { ...divergence("what a test calls it") };
  assert(diagnosisLines(named, { subject: "a b.ts#x" }).at(-1)!.endsWith(shellQuote("--subject=a b.ts#x")));
});

Deno.test("a cure by another backend is run there; one by other code has no line to copy", async () => {
  const diagnosis = await seedCase(), { config } = diagnosis;
  const curedBy = (rest: Partial<Cure>): Diagnosis => ({
    ...diagnosis,
    mechanism: "backend",
    findings: findings([{ mechanism: "backend", standing: "proven", cures: [cure(config, rest)] }]),
  });
  const [cured, fails] = diagnosisLines(curedBy({ backend: "cpu" })).slice(-2);
  assertEquals([cured.endsWith("--backend=cpu"), fails.endsWith("--backend=wasm")], [true, true]);
  assertEquals(diagnosisLines(curedBy({})).filter((line) => line.startsWith("to see it")).length, 1);
});

Deno.test("what was tried before another was proven is not said to be untried", async () => {
  const diagnosis = await seedCase(), [first, ...others] = diagnosis.findings;
  const tried = { ...others[0], cures: [cure(diagnosis.config, { outcome: "delayed" })] };
  assertEquals(said({ ...diagnosis, findings: [first, tried, ...others.slice(1)] }).includes("Not tried"), false);
});

Deno.test("a likely cause says that it is not proven, and what would be a proof", () => {
  const text = said(divergence());
  assertStringIncludes(text, "Judged diverged, from step 18 of 200.");
  assertStringIncludes(text, "Likely cause, not proven: a rate above the stability bound.");
  assertStringIncludes(text, "Proven is a mechanism if");
  assertStringIncludes(text, "7 of 10 fail without the change, and 0 of 10 with it.");
  assertStringIncludes(text, "most cured runs do not come to the best loss of the un-cured");
});

Deno.test("runs of more steps than the config has are told", async () => {
  const text = said({ ...await seedCase(), horizon: 16 });
  assertStringIncludes(
    text,
    "Of the same fresh seeds (initialisation, data, order), over 16 times the steps, 10 of 10 fail",
  );
});

Deno.test("what is not known is not guessed", () => {
  const text = said(unknown());
  assertStringIncludes(text, "Judged no progress, in 60 steps.");
  assertStringIncludes(text, "The cause is not known. The diagnosis was cut short (deadline)");
  assertStringIncludes(text, "Could not be told: a task that cannot be learned: It was not examined.");
  assertStringIncludes(text, "cut short: deadline");
  assertEquals(/\bCure\b|Cause, proven|Likely/.test(text), false);
  const whole = said({ ...unknown(), cut: undefined });
  assertStringIncludes(whole, "No mechanism that was examined is supported by its numbers and by an experiment");
});

Deno.test("a change that removes the failure of an unknown cause is told without a cause", () => {
  const base = unknown(), cures = [cure(base.config)];
  const first = { mechanism: "epsilon-too-large", standing: "unknown", cures } as const;
  const text = said({ ...base, findings: findings([{ ...first, cures }]) });
  assertStringIncludes(text, "A change that removes the failure, whatever its cause: learningRate 0.0316 -> 0.00632");
  assertEquals(/Not tried|cures almost everything/.test(text), false);
});

Deno.test("a lower rate that cures beside another cause proves nothing; one that does not cure needs no such words", async () => {
  const diagnosis = { ...await seedCase(), standing: "supported" } as const, { config } = diagnosis;
  const beside = (standing: Standing, outcome: Cure["outcome"]) => {
    const cures = [cure(config, { outcome })], [first] = diagnosis.findings;
    const others = findings([{ ...first, standing: "supported" }, { mechanism: "rate-above-bound", standing, cures }]);
    return said({ ...diagnosis, findings: others });
  };
  const words =
    "A lower rate cures almost everything: that it does here proves nothing beside a change at an unchanged rate.";
  assertStringIncludes(beside("unknown", "cured"), words);
  assertStringIncludes(beside("unknown", "stalled"), "it no longer rises, but learns nothing, either.");
  assertStringIncludes(beside("unknown", "not-tried"), "which would take too many steps.");
  const cut = said({ ...diagnosis, cut: "deadline" });
  for (const text of [beside("unknown", "delayed"), beside("refuted", "not-cured"), cut]) {
    assertEquals(/Not tried|cures almost everything/.test(text), false);
  }
});

Deno.test("what does not cure is not called a cure; a delay is called one", async () => {
  const diagnosis = await seedCase(), runs = { failed: 0, runs: 0 };
  const delayed = cure(diagnosis.config, { outcome: "delayed", holds: false, uncured: runs, cured: runs });
  const lost = cure(diagnosis.config, {
    outcome: "not-cured",
    change: "beta2 0.999 -> 0.9",
    cured: { failed: 2, runs: 4 },
  });
  const [first, ...rest] = diagnosis.findings;
  const text = said({ ...diagnosis, findings: [{ ...first, cures: [delayed, lost] }, ...rest] });
  assertStringIncludes(
    text,
    "No change that was tried cures it: learningRate 0.0316 -> 0.00632: delayed",
  );
  assertStringIncludes(text, "beta2 0.999 -> 0.9: not cured, 2 of 4 fail");
  assertEquals(text.includes("to see it cured"), false);
});

Deno.test("a stable run has no cause, and keeps its notes", async () => {
  const text = said(await stable());
  assertStringIncludes(text, "The training is stable. Judged stable, in 80 steps.");
  assertStringIncludes(text, "Nothing fails, so there is nothing to cure.");
  assertStringIncludes(text, "Worth knowing: The run is at the edge of stability");
  assertStringIncludes(text, "to see it: printf");
  assertEquals(text.includes("Proven is"), false);
});

Deno.test("evidence beyond the usual names is told by its names, and what is missing is left out", () => {
  const base = unknown();
  const text = said({ ...base, failure: { ...base.failure, evidence: { nonFiniteAt: 7, stepOfBest: 3 } } });
  assertStringIncludes(text, "Judged no progress, in 60 steps. Non finite at 7. training");
});
