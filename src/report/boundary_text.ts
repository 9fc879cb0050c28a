import { digits } from "../core/mod.ts";
import type { Boundary } from "../boundary/mod.ts";
import { wrap } from "./wrap.ts";

/** A boundary for a terminal: how the runs came out, rate by rate, the intervals, and what theory says beside them. */
export function boundaryText({ ended, runs, intervals, band, theory }: Boundary): string {
  const rows = runs.toSorted((a, b) => a.rate - b.rate).map(({ rate, outcome, reason, steps, seed }) => [
    digits(rate, 4),
    outcome,
    reason,
    `${steps}`,
    `${seed}`,
  ]);
  const several = new Set(runs.map(({ seed }) => seed)).size > 1;
  const lines = table(
    [["rate", "outcome", "by", "steps", "seed"], ...rows].map((row) => several ? row : row.slice(0, 4)),
  );
  for (const { seed, stable, unstable } of intervals) {
    const of = several ? ` of seed ${seed}` : "";
    lines.push(...note(intervalText(of, { stable, unstable })));
  }
  if (band && several) lines.push(...note(`outcomes mix between ${digits(band.low, 4)} and ${digits(band.high, 4)}`));
  if (ended !== "aborted") lines.push(...note(theoryText(theory, intervals[0]?.stable)));
  return lines.join("\n");
}

function intervalText(of: string, { stable, unstable }: { stable?: number; unstable?: number }): string {
  if (stable === undefined) return `every rate${of} down to ${digits(unstable!, 4)} is unstable`;
  if (unstable === undefined) return `every rate${of} up to ${digits(stable, 4)} is stable`;
  return `the largest stable rate${of} lies between ${digits(stable, 4)} and ${digits(unstable, 4)}`;
}

function theoryText({ exact, atStart, along, converged }: Boundary["theory"], stable = NaN): string {
  const beside = (rate: number) =>
    Number.isFinite(stable) ? ` (measured: ${(stable / rate).toPrecision(3)} of it)` : "";
  if (exact !== undefined) return `theory, exact: ${digits(exact, 4)}${beside(exact)}`;
  if (atStart === undefined || along === undefined) {
    return "theory: nothing could be measured, as the optimizer is none of tf.train or has no state";
  }
  return `theory, bound / curvature: ${digits(atStart, 4)} at the start${beside(atStart)}, ${
    digits(along, 4)
  } along a run at ` +
    `the largest stable rate${beside(along)}${converged ? "" : "; a curvature has not converged"}`;
}

function note(text: string): string[] {
  return wrap(text, { hang: "  " });
}

function table(rows: string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}
