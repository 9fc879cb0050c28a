import { MECHANISMS } from "../../src/core/mod.ts";
import { shareText, table } from "../calibrate/report.ts";
import type { Half } from "./entry.ts";
import {
  type Answered,
  answered,
  CAUSES,
  confusionOf,
  controlsCalledDefect,
  type Figures,
  figuresOf,
  TOPS,
} from "./report.ts";
import type { Benchmark, Recipe, Results } from "./store.ts";

const HALVES: readonly Half[] = ["tuning", "reported"];

/** What the diagnosis made of the benchmark, as text: each half apart. */
export function markdown({ recipes, entries }: Benchmark, { deno, results }: Results): string {
  const halves = HALVES.flatMap((half) => {
    const recipe = recipes[half], of = entries.filter((entry) => entry.half === half), all = answered(of, results);
    return recipe && all.length > 0 ? halfText({ half, recipe, all, missing: of.length - all.length }) : [];
  });
  return `${
    [
      "# How often `diagnose` names the cause",
      `Made by \`deno task benchmark:diagnoses run\` (Deno ${deno}) of diagnosis_benchmark.json. Each failing config is a healthy ` +
      "one with one change, the cause that was put in: over ten fresh pairs of seeds at most one run fails without the change " +
      "and at least eight do with it. Controls are stable and not borderline; some of them pass the stability bound and come " +
      "back. The diagnosis is told the config, the backend and the optimizer. Shares have Wilson's 95 % interval.",
      ...halves,
    ].join("\n\n")
  }\n`;
}

interface HalfText {
  half: Half;
  recipe: Recipe;
  all: Answered[];
  /** Entries that have no result. */
  missing: number;
}

function halfText({ half, recipe: { command, frozen, seed, empty }, all, missing }: HalfText): string[] {
  const figures = figuresOf(all), errors = all.filter(({ result }) => result.error !== undefined);
  return [
    `## The ${half} half`,
    `Made by \`${command}\`, seed ${seed}${frozen === null ? "" : ", the first 32 bits of the commit's hash"}. ` +
    `${all.length} entries${missing === 0 ? "" : `, ${missing} more without a result`}; ` +
    `places that no candidate filled: ${empty.join(", ") || "none"}.`,
    table(["share of the failing configs", ""], [
      ["the top diagnosis is the cause", shareText(figures.right)],
      ["and it is proven", shareText(figures.proven)],
      ["the top diagnosis is another, and proven", shareText(figures.wronglyProven)],
      ["some other mechanism is proven, too or alone", shareText(figures.alsoProven)],
      ["controls that are given a cause", shareText(controlsCalledDefect(all))],
    ]),
    `Median trainings of a diagnosis of a failing config: ${count(figures.trainings)}.`,
    ...errors.length === 0 ? [] : [
      `Failed itself: ${errors.map(({ result: { id, error } }) => `${id} (${error})`).join("; ")}.`,
    ],
    "### By cause",
    causeTable(all),
    "### Cause put in, and top diagnosis",
    confusionTable(all),
  ];
}

function causeTable(all: Answered[]): string {
  const of = ({ count, of }: Figures["right"]) => `${count} of ${of}`;
  const rows = MECHANISMS.map((cause) => {
    const { right, proven, wronglyProven, alsoProven, trainings } = figuresOf(all, cause);
    return [cause, ...[right, proven, wronglyProven, alsoProven].map(of), count(trainings)];
  });
  const head = [
    "cause",
    "right",
    "right and proven",
    "another at the top, proven",
    "another proven",
    "median trainings",
  ];
  return table(head, rows);
}

/** Columns are numbered, as the names are long; a zero is left out. */
function confusionTable(all: Answered[]): string {
  const matrix = confusionOf(all), number = (i: number) => i === MECHANISMS.length ? "none" : String(i + 1);
  const rows = CAUSES.map((cause, i) => [
    i < MECHANISMS.length ? `${i + 1} ${cause}` : cause,
    ...TOPS.map((top) => matrix[cause][top] === 0 ? "" : String(matrix[cause][top])),
  ]);
  return table(["put in \\ found", ...TOPS.map((_, i) => number(i))], rows);
}

const count = (value: number) => Number.isFinite(value) ? String(value) : "-";
