import type { CheckRate } from "./checks.ts";
import type { Growth } from "./growth.ts";

/** One size and cell: ms of each side, round by round; of `peak`, of 1e9 operations. */
export interface Row {
  size: string;
  cell: string;
  /** Floating-point operations of a step, multiplications and additions of the three matrix products. */
  operations: number;
  rounds: Record<string, number[]>;
}

/** All that was measured. */
export interface Results {
  machine: string;
  deno: string;
  pytorch?: string;
  rows: Row[];
  growth: Growth[];
  checks: CheckRate[];
}

/** The median; NaN of nothing. */
function median(values: number[] = []): number {
  const sorted = values.toSorted((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round = (value: number) => Number.isFinite(value) ? String(+value.toPrecision(3)) : "-";

/** Median of the ratios of the rounds that both sides have: what changes from round to round changes both. */
function ratio(over: number[] = [], under: number[] = []): number {
  return median(over.slice(0, under.length).map((value, i) => value / under[i]));
}

/** The median, and how far the rounds are apart, as a share of it. */
function spread(values: number[] = []): string {
  const middle = median(values);
  return values.length < 2
    ? round(middle)
    : `${round(middle)} ±${Math.round(50 * (Math.max(...values) - Math.min(...values)) / middle)} %`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The results as tables. */
export function markdown({ machine, deno, pytorch, rows, growth, checks }: Results): string {
  const peaks = rows.flatMap((row) => row.rounds.peak.map((ms) => 1e3 / ms));
  const parts = [
    `# What a training step costs\n\n${machine}; Deno ${deno}; ${
      pytorch ?? "no PyTorch found"
    }. One core, one thread, ` +
    "float32; ms per step, median of the rounds and half their range; ratios are medians of the rounds' ratios. Sizes: " +
    "S batch 32, length 20, features 4, units 16; M 32, 50, 8, 32; L 64, 100, 16, 64; 4 classes, full batches.\n\n" +
    `Peak of f32x4 multiplication and addition: ${round(median(peaks))} GFLOP/s.`,
    "## One step, ms\n\n" + table(
      ["", "fused op", "whole Adam step", "composed op", "tfjs-layers wasm", "tfjs-layers cpu", "PyTorch"],
      rows.map(({ size, cell, rounds }) => [
        `${size} ${cell}`,
        ...["fused", "step", "composed", "layers-wasm", "layers-cpu", "pytorch"].map((side) => spread(rounds[side])),
      ]),
    ),
    "## How many times faster a whole step is\n\n" + table(
      ["", "than composed", "than tfjs-layers wasm", "than tfjs-layers cpu", "than PyTorch"],
      rows.map(({ size, cell, rounds }) => [
        `${size} ${cell}`,
        ...["composed", "layers-wasm", "layers-cpu", "pytorch"].map((side) => round(ratio(rounds[side], rounds.step))),
      ]),
    ),
    "## The fused op\n\n" + table(
      ["", "GFLOP/s", "share of the peak", "vanishing gradient costs"],
      rows.map(({ size, cell, operations, rounds: { fused, peak, vanishing } }) => [
        `${size} ${cell}`,
        round(operations / median(fused) / 1e6),
        `${Math.round(100 * median(fused.map((ms, i) => operations / 1e9 * peak[i] / ms)))} %`,
        `${round(ratio(vanishing, fused))} times as much`,
      ]),
    ),
    "## Growth of a whole step, LSTM at size S but for one number, ms\n\n" +
    growth.map(({ what, points }) =>
      table([what, ...points.map(({ value }) => String(value))], [["", ...points.map(({ ms }) => round(ms))]])
    ).join("\n\n"),
    "## Checking a property: descends for Adam\n\n" + table(
      ["", "jobs or processes", "trainings/s", "steps/s", "trainings", "s"],
      checks.map(({ name, processes, trainings, steps, seconds }) => [
        name,
        String(processes),
        round(trainings / seconds),
        round(steps / seconds),
        String(trainings),
        round(seconds),
      ]),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}
