import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Curve, KnownRun } from "../../src/core/mod.ts";
import { diagnoseLog } from "../../src/diagnosis/mod.ts";
import { logDiagnosisLines } from "../../src/report/mod.ts";

/** What the asker of statistics Q&A 324896 tells: over 90 % right, and some epochs later not any more. */
const EPOCHS = Array.from({ length: 30 }, (_, i) => i);
const rise = (epoch: number) => 1 / (1 + Math.exp(18 - epoch));
const ASKED = {
  step: EPOCHS,
  loss: EPOCHS.map((epoch) => 0.15 + 1.25 * Math.exp(-epoch / 4) + 0.9 * rise(epoch)),
  accuracy: EPOCHS.map((epoch) => 0.95 - 0.7 * Math.exp(-epoch / 4) - 0.45 * rise(epoch)),
};
const KNOWN: KnownRun = { unit: "epochs", optimizer: "adam", rate: 0.0002, classes: 4 };

const linesOf = (known: KnownRun, curve: Curve = ASKED) =>
  logDiagnosisLines(diagnoseLog(curve, known), { command: "steadfast" });
/** The text without the breaks of its lines. */
const said = (known: KnownRun, curve: Curve = ASKED) => linesOf(known, curve).join(" ").replace(/\s+/g, " ");

Deno.test("it answers who asked: what happened, what to check and how, what it can hardly be, what would tell, a run to try", () => {
  const text = said({ ...KNOWN, stepsPerEpoch: 500 });
  const parts = [
    "The training loss goes down and then up. Judged late rise from epoch ",
    "Accuracy is 0.9",
    "Unproven: from a log alone. Nothing was trained; this is what to check, the likeliest first.",
    "1. the decay of the preconditioner (supported) Each step is divided by the root of v",
    "++ From epoch 8, nine tenths of the way down, to the onset there are ",
    "To check: Log the root of the mean square v",
    "eps* = 0.0002 lambda / 38",
    "2. a rate above the stability bound (supported)",
    "38 / 0.0002 = 190000, with beta1 0.9 assumed; the log does not tell it.",
    "To check: From a checkpoint a little before epoch ",
    "Cannot be told from it: the backend: A log does not tell.",
    "Rather not: wrong labels: It had 91.8 % of them right: they can be learned.",
    "Hardly: labels that do not sum to 1: ",
    "a task that cannot be learned: The loss came down from 1.4 to 0.208",
    "It would tell more if you told: --beta2, --schedule, --raised-at",
    "A training of ours with the same numbers, unproven to fail as yours does; assumed: 32 samples, a tanh RNN",
    "optimizer adam rate 0.0002, beta1 0.9, beta2 0.999",
    "to diagnose it: printf %s '{",
    "to find its largest stable rate: printf %s '{",
  ];
  const places = parts.map((part) => text.indexOf(part));
  assertEquals(places.filter((place) => place < 0), [], parts[places.indexOf(-1)]);
  assertEquals(places, places.toSorted((a, b) => a - b));
  for (const once of [" wrong labels: ", " momentum: ", " a task that cannot be learned: "]) {
    assertEquals(text.split(once).length, 2, once);
  }
});

Deno.test("what is not known is said so: the updates an epoch, the optimizer, the rate", () => {
  const epochs = said(KNOWN);
  assertStringIncludes(
    epochs,
    "updates or more, it is what decay of v looks like. How many updates an epoch has is not known.",
  );
  assertStringIncludes(epochs, "It would tell more if you told: --steps-per-epoch, --beta2,");
  const bare = said({});
  assertStringIncludes(bare, "From which curvature on it is unstable is not known without the optimizer and its rate.");
  assertStringIncludes(bare, "With --optimizer and --rate it gives a training of ours");
  assert(!bare.includes("printf"));
});

Deno.test("nothing to check of a stable log, and nothing foremost where no clue speaks", () => {
  const falling = { step: EPOCHS, loss: EPOCHS.map((epoch) => 0.1 + Math.exp(-epoch / 4)) };
  assertEquals(linesOf(KNOWN, falling)[0], "The training is stable.");
  assert(!said(KNOWN, falling).includes("Unproven"));
  const slow = { step: EPOCHS, loss: EPOCHS.map((epoch) => 1.4 - epoch / 200), accuracy: EPOCHS.map(() => 0.26) };
  assertStringIncludes(said({ classes: 4 }, slow), "Nothing in the curve speaks for one cause above others.");
});

Deno.test("sentences fit 80 columns, lines to copy do not", () => {
  const long = linesOf({ ...KNOWN, stepsPerEpoch: 500 }).filter((line) => line.length > 80);
  assertEquals(long.map((line) => line.split(":")[0]), ["to diagnose it", "to find its largest stable rate"]);
});
