import { digits } from "../../core/mod.ts";
// @ts-types="npm:@types/d3-scale@^4.0.9"
import { scaleLinear, scaleLog } from "d3-scale";

/** From a number to its place, and the numbers that are marked. */
export interface Axis {
  place: (value: number) => number;
  ticks: number[];
}

/** How far beyond the values a log axis goes, as a share of its length. */
const MARGIN = 0.06;

/**
 * A log axis around what is positive of these values.
 *
 * @param range the places of its two ends
 * @returns undefined if nothing is positive
 */
export function logAxis(values: readonly number[], range: readonly [number, number]): Axis | undefined {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  if (logs.length === 0) return undefined;
  const low = Math.min(...logs), high = Math.max(...logs), spread = high - low;
  const margin = spread === 0 ? Math.log10(2) : MARGIN * spread;
  const ends = [10 ** Math.max(low - margin, -307), 10 ** Math.min(high + margin, 308)] as const;
  const scale = scaleLog(ends, range);
  return { place: (value) => scale(value), ticks: logTicks(ends) };
}

/** What is marked in every decade, the sparsest first. */
const DECADES = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]];
/** How many ticks an axis has, about. */
const LEAST = 4, MOST = 7;

/** The sparsest marks of decades that are enough, and of powers of ten every second or so if they are too many. */
function logTicks([low, high]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(low)), decades = Math.ceil(Math.log10(high)) - first + 1;
  for (const factors of DECADES) {
    const marks = Array.from({ length: decades }, (_, k) => factors.map((factor) => Number(`${factor}e${first + k}`)))
      .flat().filter((mark) => mark >= low && mark <= high);
    if (marks.length >= LEAST) return marks.filter((_, i) => i % Math.ceil(marks.length / MOST) === 0);
  }
  return scaleLinear([low, high], [0, 1]).ticks(LEAST);
}

/** An axis from `low` to `high`, with about so many ticks. */
export function linearAxis(
  [low, high]: readonly [number, number],
  { range, count }: { range: readonly [number, number]; count: number },
): Axis {
  const scale = scaleLinear([low, high], range);
  return { place: (value) => scale(value), ticks: scale.ticks(count) };
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number beside a tick: very small and very large ones as powers of ten. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e4)) return digits(value, 4);
  const [factor, exponent] = value.toExponential().split("e").map(Number);
  const raised = Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `${factor === 1 ? "" : `${digits(factor, 4)}·`}10${exponent < 0 ? "⁻" : ""}${raised}`;
}
