import { z } from "zod";
import { type Measurement, SERIES, type TrainingTrace } from "./trace.ts";

/** The numbers of a trace that its digest is of. */
export type TraceNumbers = Pick<TrainingTrace, typeof SERIES[number] | "measurements">;

/**
 * The numbers of one trace as a failure record keeps them, so that a replay can say where it departs. A series is text: base64
 * of float64, little-endian, one number a step.
 */
export interface RecordedTrace {
  /** Whether it is the whole trace; else its first steps, all that there is room for. */
  complete: boolean;
  /** See `TrainingTrace`, as are the four others. */
  loss: string;
  /** Shares of 0..1. */
  accuracy: string;
  /** Of the gradient that was handed to the optimizer. */
  gradientNorm: string;
  /** Of the change of the weights. */
  updateNorm: string;
  /** After the update. */
  weightNorm: string;
  /** What was measured at these steps and, of a complete one, after them. */
  measurements: { quantity: string; step: number; values: string }[];
}

/** Where two traces of a config part. */
export interface TraceDifference {
  /** The first step with another number, from 0. */
  step: number;
  /** What is another; one number of several as `NAME[INDEX]`. */
  quantity: string;
  /** The recorded number; absent if there was none. */
  recorded?: number;
  /** The number of this run; likewise. */
  now?: number;
}

/**
 * Numbers that a record keeps of all its traces together. In base64 they take 700,000 characters: a record stays below the
 * largest JSON text that is read.
 */
const MOST_NUMBERS = 2 ** 16;
/** What a measurement's name and step take in JSON, in numbers. */
const OVERHEAD = 16;

/** The traces of a case as a record keeps them: of long ones the first steps, each trace as much as the others. */
export function recordTraces(traces: readonly TraceNumbers[]): RecordedTrace[] {
  return traces.map((trace) => {
    const steps = trace.loss.length, kept = stepsKept(trace, MOST_NUMBERS / traces.length), complete = kept > steps;
    const of = (series: readonly number[]) => encoded(series.slice(0, kept));
    return {
      complete,
      loss: of(trace.loss),
      accuracy: of(trace.accuracy),
      gradientNorm: of(trace.gradientNorm),
      updateNorm: of(trace.updateNorm),
      weightNorm: of(trace.weightNorm),
      measurements: upTo(kept, trace.measurements).map((each) => ({ ...each, values: encoded(each.values) })),
    };
  });
}

/** How many steps there is room for; one more than there are if there is for what was measured after the last, too. */
function stepsKept({ loss, measurements }: TraceNumbers, room: number): number {
  const cost = Array.from({ length: loss.length + 1 }, (_, step) => step < loss.length ? SERIES.length : 0);
  for (const { step, values } of measurements) cost[step] += values.length + OVERHEAD;
  let kept = 0;
  for (let taken = 0; kept < cost.length && (taken += cost[kept]) <= room;) kept++;
  return kept;
}

function upTo(step: number, measurements: readonly Measurement[]): Measurement[] {
  return measurements.filter((each) => each.step < step);
}

/** Where a trace leaves the recorded one; undefined if all that was recorded is the same. */
export function departure(recorded: RecordedTrace, trace: TraceNumbers): TraceDifference | undefined {
  const before = decodedTrace(recorded), kept = before.loss.length;
  if (recorded.complete) return firstDifference(before, trace);
  const now = SERIES.map((name) => [name, trace[name].slice(0, kept)]);
  return firstDifference(before, { ...Object.fromEntries(now), measurements: upTo(kept, trace.measurements) });
}

/** The last step that a record keeps of a trace; -1 if it keeps none. */
export function lastRecorded({ loss }: RecordedTrace): number {
  return decoded(loss).length - 1;
}

/** The first step at which two traces differ, and in what: bits count, but any NaN is like any other. */
export function firstDifference(recorded: TraceNumbers, now: TraceNumbers): TraceDifference | undefined {
  const found = SERIES.map((name) => seriesDifference(name, recorded[name], now[name]));
  found.push(measuredDifference(recorded.measurements, now.measurements));
  return found.filter((each) => each !== undefined).sort((a, b) => a.step - b.step)[0];
}

function seriesDifference(
  quantity: string,
  recorded: readonly number[],
  now: readonly number[],
): TraceDifference | undefined {
  for (let step = 0; step < Math.max(recorded.length, now.length); step++) {
    const a = recorded[step], b = now[step];
    if (!Object.is(a, b)) {
      return { step, quantity, ...step in recorded && { recorded: a }, ...step in now && { now: b } };
    }
  }
}

function measuredDifference(
  recorded: readonly Measurement[],
  now: readonly Measurement[],
): TraceDifference | undefined {
  for (let i = 0; i < Math.max(recorded.length, now.length); i++) {
    const a = recorded.at(i), b = now.at(i);
    if (a?.quantity !== b?.quantity || a?.step !== b?.step) return missing(a, b);
    const { quantity, step, values } = a!, difference = seriesDifference(quantity, values, b!.values);
    if (!difference) continue;
    return { ...difference, step, quantity: values.length > 1 ? `${quantity}[${difference.step}]` : quantity };
  }
}

/** What was measured in one of two traces only. */
function missing(recorded: Measurement | undefined, now: Measurement | undefined): TraceDifference {
  const isGone = !now || recorded && recorded.step <= now.step, { quantity, step, values } = isGone ? recorded! : now;
  return { step, quantity, ...isGone ? { recorded: values[0] } : { now: values[0] } };
}

function decodedTrace({ measurements, complete: _, ...series }: RecordedTrace): TraceNumbers {
  const numbers = Object.fromEntries(SERIES.map((name) => [name, decoded(series[name])]));
  const measured = measurements.map((each) => ({ ...each, values: decoded(each.values) }));
  return { ...numbers as Omit<TraceNumbers, "measurements">, measurements: measured };
}

/** All that Deno runs on is little-endian. The bits of a NaN are made one, as in a digest. */
function encoded(values: readonly number[]): string {
  return new Uint8Array(Float64Array.from(values, (x) => Number.isNaN(x) ? NaN : x).buffer).toBase64();
}

function decoded(text: string): number[] {
  return [...new Float64Array(Uint8Array.fromBase64(text).buffer)];
}

function isEncoded(text: string): boolean {
  try {
    return Uint8Array.fromBase64(text).length % 8 === 0;
  } catch {
    return false;
  }
}

const series = z.string().refine(isEncoded, "must be base64 of float64 numbers");

/** Of the traces in a record. */
export const recordedTracesSchema: z.ZodType<RecordedTrace[]> = z.array(
  z.strictObject({
    complete: z.boolean(),
    loss: series,
    accuracy: series,
    gradientNorm: series,
    updateNorm: series,
    weightNorm: series,
    measurements: z.array(z.strictObject({ quantity: z.string().max(256), step: z.int().min(0), values: series })),
  }).refine(
    (trace) => SERIES.every((name) => trace[name].length === trace.loss.length),
    "must have series of one length",
  ),
).max(16);
