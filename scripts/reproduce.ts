/**
 * The published numbers that a correct instrument gives again: `deno task reproduce`, with `--long` more initialisations
 * and longer runs (minutes). Prints a table; the exit status is 1 if a number is not reproduced.
 *
 * @module
 */
import { isReproduced, type Row } from "./reproduce/row.ts";
import { adamCrossings } from "./reproduce/adam_crossing.ts";
import { edgeOfStability } from "./reproduce/edge_of_stability.ts";
import { amsgradCounterexample } from "./reproduce/amsgrad.ts";
import { adamSteps, labelFault } from "./reproduce/tfjs_rows.ts";

/** All rows, in the order of the table. */
export async function reproductions(form: "short" | "long"): Promise<Row[]> {
  return [
    ...adamCrossings(),
    ...labelFault(),
    ...adamSteps(),
    ...amsgradCounterexample(),
    ...await edgeOfStability(form),
  ];
}

if (import.meta.main) {
  const rows = await reproductions(Deno.args.includes("--long") ? "long" : "short");
  const shown = (value: number) => String(+value.toPrecision(6));
  console.log("| | expected | measured | tolerance | |\n| --- | --- | --- | --- | --- |");
  for (const row of rows) {
    const { name, expected, measured, tolerance } = row, mark = isReproduced(row) ? "" : "NOT reproduced";
    console.log(`| ${name} | ${shown(expected)} | ${shown(measured)} | ${shown(tolerance)} | ${mark} |`);
  }
  console.log(`\nSources: ${[...new Set(rows.map(({ source }) => source))].join("; ")}.`);
  if (!rows.every(isReproduced)) Deno.exitCode = 1;
}
