// @ts-types="npm:@types/d3-scale@^4.0.9"
import { scaleLinear, scaleLog } from "d3-scale";
import { numberText } from "../number_text.ts";

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
  const ends = [Math.max(low - margin, -307), Math.min(high + margin, 308)].map((log) => 10 ** log);
  const scale = scaleLog(ends, range);
  return { place: (value) => scale(value), ticks: logTicks(ends as [number, number]) };
}

/** At most seven: round numbers within half a decade, else 1, 2, 5, else powers of ten. */
function logTicks(ends: [number, number]): number[] {
  const decades = Math.log10(ends[1] / ends[0]);
  if (decades < 0.7) return scaleLinear(ends, [0, 1]).ticks(4);
  const scale = scaleLog(ends, [0, 1]);
  if (decades >= 2) return scale.ticks(Math.min(6, Math.floor(decades)));
  return scale.ticks(10).filter((value) => /^[125]/.test(value.toExponential()));
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
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return numberText(value);
  const [factor, exponent] = value.toExponential().split("e").map(Number);
  const raised = Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `${factor === 1 ? "" : `${numberText(factor)}·`}10${exponent < 0 ? "⁻" : ""}${raised}`;
}
