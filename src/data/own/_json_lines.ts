import { escapeControl, InputError } from "../../core/mod.ts";
import { Collector, type LabelledSequence } from "./_collector.ts";
import type { OwnData } from "./labelled_sequences.ts";

/**
 * Reads JSON Lines: an object a line, `{"label": "up", "sequence": [[1, 2], [3, 4]]}`, a list of numbers for each time step,
 * or a number if there is one feature; other keys are ignored.
 *
 * @throws {InputError} naming the first line that is not what it must be
 */
export async function parseJsonLines(text: string, name: string): Promise<OwnData> {
  const collector = new Collector(name);
  let number = 0;
  for (let at = 0; at < text.length; number++) {
    const found = text.indexOf("\n", at), end = found < 0 ? text.length : found;
    // Takes off a byte order mark and a carriage return as well.
    const line = text.slice(at, end).trim();
    if (line !== "") collector.add(sequenceOf(line, { name, at: `line ${number + 1}` }));
    at = end + 1;
  }
  return await collector.finish();
}

function sequenceOf(line: string, { name, at }: { name: string; at: string }): LabelledSequence {
  const { label, sequence } = objectOf(line) ?? {};
  if (Array.isArray(sequence) && sequence.every((step) => typeof step === "number" || Array.isArray(step))) {
    return { steps: sequence, label: label as string, at };
  }
  const there = `${escapeControl(line.slice(0, 60))}${line.length > 60 ? "..." : ""}`;
  throw new InputError(
    name,
    `${at} must be {"label": "up", "sequence": [[1, 2], [3, 4]]}, such an object: it is ${there}`,
  );
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
