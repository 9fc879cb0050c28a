import { JUDGEMENTS, wilsonInterval } from "../../src/core/mod.ts";
import { type AlarmFigures, alarmFiguresOf, type Confusion, type Figures, figuresOf, type Share } from "./figures.ts";
import { BASELINES } from "./baselines.ts";
import { isUnstable } from "./ladder.ts";
import type { Outcome } from "./outcome.ts";
import { FAMILIES, type Family } from "./recipe.ts";
import { type Shape, SHAPES } from "./shapes.ts";
import { VARIANTS } from "./variants.ts";

/** How many runs of which kind there are. */
export interface Counts {
  runs: number;
  stable: number;
  stableNearEdge: number;
  lateRise: number;
  diverged: number;
  noProgress: number;
  borderline: Share;
  shapes: Record<Shape, number>;
  families: Record<Family, { stable: number; lateRise: number; diverged: number }>;
}

/** All that was measured on a set of runs. */
export interface Report {
  counts: Counts;
  /** Ours on clear and on borderline runs and on both, every step being logged. */
  clear: Figures;
  borderline: Figures;
  all: Figures;
  /** Ours on clear runs, by the way of logging. */
  variants: Record<string, Figures>;
  /** Alarms of ours and of the baselines on clear runs. */
  alarms: Record<string, AlarmFigures>;
}

/** Name of ours in the table of alarms, and of the log it reads. */
export const OURS = "judge", FULL_LOG = "every step";

/** Counts the runs of every kind, borderline ones among them. */
export function countsOf(runs: Outcome[]): Counts {
  const count = (meets: (run: Outcome) => boolean) => runs.filter(meets).length;
  const borderline = count((run) => run.borderline);
  const kinds = (family: Family) => {
    const of = (judgement: string) => count((run) => run.family === family && run.judgement === judgement);
    return { stable: of("stable"), lateRise: of("late-rise"), diverged: of("diverged") };
  };
  return {
    runs: runs.length,
    stable: count(({ judgement }) => judgement === "stable"),
    stableNearEdge: count(({ judgement, isNearEdge }) => judgement === "stable" && isNearEdge),
    lateRise: count(({ judgement }) => judgement === "late-rise"),
    diverged: count(({ judgement }) => judgement === "diverged"),
    noProgress: count(({ judgement }) => judgement === "no-progress"),
    borderline: {
      count: borderline,
      of: runs.length,
      share: borderline / runs.length,
      ...wilsonInterval(borderline, runs.length),
    },
    shapes: Object.fromEntries(SHAPES.map((shape) => [shape, count((run) => run.shape === shape)])) as Counts["shapes"],
    families: Object.fromEntries(
      (Object.keys(FAMILIES) as Family[]).map((family) => [family, kinds(family)]),
    ) as Counts["families"],
  };
}

/** All figures of a set of runs. */
export function reportOf(runs: Outcome[]): Report {
  const clear = runs.filter(({ borderline }) => !borderline), borderline = runs.filter((run) => run.borderline);
  const ours = ({ seen }: Outcome) => isUnstable(seen[FULL_LOG].judgement) ? seen[FULL_LOG].onset : null;
  return {
    counts: countsOf(runs),
    clear: figuresOf(clear, FULL_LOG),
    borderline: figuresOf(borderline, FULL_LOG),
    all: figuresOf(runs, FULL_LOG),
    variants: Object.fromEntries(Object.keys(VARIANTS).map((variant) => [variant, figuresOf(clear, variant)])),
    alarms: {
      [OURS]: alarmFiguresOf(clear, ours),
      ...Object.fromEntries(
        Object.keys(BASELINES).map((name) => [name, alarmFiguresOf(clear, ({ alarms }) => alarms[name])]),
      ),
    },
  };
}

/** A table of Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A share as text: percent, its interval, and what it is of. */
export function shareText({ count, of, share, low, high }: Share): string {
  const percent = (value: number) => (100 * value).toFixed(2);
  return of === 0 ? "none" : `${percent(share)} % [${percent(low)}, ${percent(high)}] (${count} of ${of})`;
}

/** A confusion matrix as a table. */
export function confusionTable(matrix: Confusion): string {
  const rows = JUDGEMENTS.map((truth) => [truth, ...JUDGEMENTS.map((seen) => String(matrix[truth][seen]))]);
  return table(["truth \\ judged", ...JUDGEMENTS], rows);
}
