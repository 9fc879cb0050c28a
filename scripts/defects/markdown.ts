import type { Conformance, Counterexample, KnownDefect, LossTrial, Trial } from "../../mod.ts";
import { KNOWN_DEFECTS } from "../../src/conformance/mod.ts";
import { trialText } from "../../src/report/mod.ts";

/** A law broken by a candidate on a backend. */
interface Breach {
  backend: string;
  name: string;
  law: string;
  known?: KnownDefect;
  counterexample?: Counterexample<Trial | LossTrial>;
}

/** What was found as a page: defects with their smallest trial, conventions, limits, and what is no defect. */
export function defectsMarkdown(checks: readonly Conformance[]): string {
  const breaches: Breach[] = checks.flatMap(({ backend, candidates }) =>
    candidates.flatMap(({ name, results }) => results.map((result) => ({ backend: backend.name, name, ...result })))
  );
  return [
    "# Defects of tfjs 4.22",
    "",
    "Found by `deno task defects`, which writes this page: the laws of conformance (`src/conformance/laws`) on every optimizer of",
    "tf.train and the losses of tf.losses, with generated gradients and labels. Each entry is the smallest trial that breaks the",
    "law on cpu, and was checked by hand against the definition named; `tests/conformance/defects_test.ts` pins every one.",
    "",
    `${backendsText(checks)}.`,
    "",
    ...KNOWN_DEFECTS.flatMap((defect) => entry(defect, breaches.filter(({ known }) => known === defect))),
    "## Conventions",
    "",
    "What some published definition allows, though others differ, is no defect. tfjs follows, where frameworks differ:",
    "",
    "| law | convention | of |",
    "|---|---|---|",
    ...conventionRows(checks),
    "",
    ...LIMITS,
  ].join("\n");
}

function backendsText(checks: readonly Conformance[]): string {
  const texts = checks.map(({ backend: { name, adapter, software }, runs }) =>
    `${runs} trials a law on ${name}${adapter ? ` (${adapter}${software ? ", software" : ""})` : ""}`
  );
  return [...new Set(texts)].join(", ");
}

function entry({ name, of, laws, reason, right }: KnownDefect, breaches: Breach[]): string[] {
  const counted = breaches.filter(({ backend }) => backend === "cpu");
  const { counterexample, name: shown, law } = counted.reduce((a, b) => sizeOf(b) < sizeOf(a) ? b : a);
  const backends = [...new Set(breaches.map(({ backend }) => backend))].join(", ");
  const { trial, seen, expected } = counterexample!;
  return [
    `## ${name}`,
    "",
    `${reason}.`,
    "",
    "| | |",
    "|---|---|",
    `| of | ${of.join(", ")} |`,
    `| breaks | ${laws.join(", ")} |`,
    `| found on | ${backends} |`,
    `| smallest trial | ${law} / ${shown}: ${trialText(trial)} |`,
    `| seen | ${cell(seen)} |`,
    `| right | ${cell(expected)} |`,
    `| by | ${cell(right)} |`,
    "",
  ];
}

const cell = (text: string) => text.replaceAll("|", "/");

/** Steps or samples, then numbers. */
function sizeOf({ counterexample }: Breach): number {
  const rows = "gradients" in counterexample!.trial ? counterexample!.trial.gradients : counterexample!.trial.labels;
  return rows.length + rows.flat().length / 100;
}

function conventionRows(checks: readonly Conformance[]): string[] {
  const names = new Map<string, Set<string>>();
  for (const { backend, candidates } of checks) {
    if (backend.name !== "cpu") continue;
    for (const { name, results } of candidates) {
      for (const { law, conventions } of results) {
        // What all do is no convention.
        if (conventions?.length !== 1 || conventions[0].endsWith(", all")) continue;
        const row = `| ${law} | ${conventions[0]}`;
        names.set(row, (names.get(row) ?? new Set()).add(name));
      }
    }
  }
  return Array.from(names, ([row, own]) => `${row} | ${[...own].join(", ")} |`);
}

/** What every implementation in float32 shares, and suspicions that did not hold; the tests pin them, too. */
const LIMITS = [
  "## Limits of float32",
  "",
  "- A gradient above 1.8e19 has a square that float32 does not hold. The mean square of Adam, AMSGrad, RMSProp and Adagrad is",
  "  Infinity from then on, and the weight never moves again, without a NaN to tell. PyTorch 1.13 in float32 does the same, at 1e22.",
  "- Centered RMSProp by the textbook takes the small difference of two large numbers, mean square and squared mean, and rounding",
  "  can make it negative: of 60 runs of 400 equal gradients in PyTorch 1.13, float32, 8 ended in NaN at decay .9, 38 at .5.",
  "",
  "## Suspected, and not found",
  "",
  "- The wasm backend's maximum swallows NaN, so the largest gradient of Adamax stays finite there. Its mean gradient does not,",
  "  and the weight is NaN all the same (law `tells-nan`).",
  "- The gradient of sigmoidCrossEntropy at a logit of 0, where relu and abs have kinks, is right.",
  "- The order of variables is of no account to tf.train.adadelta, though it keeps its state by place: no step depends on it.",
  "",
];
