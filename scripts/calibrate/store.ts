import { canonicalJson, type ClassifierConfig } from "../../src/core/mod.ts";
import type { Run } from "./ladder.ts";

/** What precedes the numbers in a file. */
interface Header {
  base: ClassifierConfig;
  runs: { config: ClassifierConfig; notch: number; steps: number[]; points: number }[];
}

/**
 * The finished runs of one config as bytes: the length of a JSON header, the header, padding to 8 bytes, then float64
 * for each run: losses and accuracies of the evaluations, losses and accuracies of the log.
 */
export function encodeRuns(base: ClassifierConfig, runs: Run[]): Uint8Array<ArrayBuffer> {
  const header: Header = {
    base,
    runs: runs.map(({ config, notch, evaluations, loss }) => ({
      config,
      notch,
      steps: evaluations.map(({ step }) => step),
      points: loss.length,
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header)), from = 8 * Math.ceil((text.length + 4) / 8);
  const numbers = runs.flatMap(({ evaluations, loss, accuracy }) => [
    ...evaluations.map((at) => at.loss),
    ...evaluations.map((at) => at.accuracy),
    ...loss,
    ...accuracy,
  ]);
  const bytes = new Uint8Array(from + 8 * numbers.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  new Float64Array(bytes.buffer, from).set(numbers);
  return bytes;
}

/** The runs of a file, or nothing if they are of another config than `base`, as of an older recipe. */
export function decodeRuns(bytes: Uint8Array<ArrayBuffer>, base: ClassifierConfig): Run[] | undefined {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  if (canonicalJson(header.base) !== canonicalJson(base)) return undefined;
  let at = 8 * Math.ceil((length + 4) / 8);
  const take = (count: number) => {
    const numbers = new Float64Array(bytes.buffer, at, count);
    at += 8 * count;
    return numbers;
  };
  return header.runs.map(({ config, notch, steps, points }) => {
    const losses = take(steps.length), accuracies = take(steps.length);
    const evaluations = steps.map((step, i) => ({ step, loss: losses[i], accuracy: accuracies[i] }));
    return { config, notch, evaluations, loss: take(points), accuracy: take(points) };
  });
}

/** Reads the runs of `base` from a file that may not be there. */
export async function readRuns(file: string, base: ClassifierConfig): Promise<Run[] | undefined> {
  try {
    return decodeRuns(await Deno.readFile(file), base);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Writes the runs of `base` so that an interruption leaves the whole file or none. */
export async function writeRuns(file: string, base: ClassifierConfig, runs: Run[]): Promise<void> {
  const part = `${file}.${Deno.pid}.tmp`;
  await Deno.writeFile(part, encodeRuns(base, runs));
  await Deno.rename(part, file);
}
