import { MECHANISMS } from "../../src/core/mod.ts";
import { askAll } from "./crew.ts";
import type { Entry, Half, Slot } from "./entry.ts";

/** How many entries of each cause a half has, and how many controls. */
export const PER_CAUSE = 5, CONTROLS = 20;

/** What a half is to have. */
export interface MakeOptions {
  half: Half;
  seed: number;
  jobs: number;
  /** Told of each slot when it is filled or given up. */
  onSlot(text: string): void;
}

/** The slots of a half: all causes in their order, then the controls. */
export function slotsOf(half: Half, seed: number): Slot[] {
  const slots = (cause: Slot["cause"], count: number) =>
    Array.from({ length: count }, (_, index): Slot => ({ half, seed, cause, index }));
  return [...MECHANISMS.flatMap((cause) => slots(cause, PER_CAUSE)), ...slots(null, CONTROLS)];
}

/** Fills the slots of a half; gives the entries, and the names of the slots that no candidate filled. */
export async function makeHalf(
  { half, seed, jobs, onSlot }: MakeOptions,
): Promise<{ entries: Entry[]; empty: string[] }> {
  const slots = slotsOf(half, seed), names = slots.map(({ cause, index }) => `${cause ?? "control"}/${index}`);
  const filled = await askAll<Entry | null>(slots.map((slot) => ({ kind: "fill", slot })), {
    jobs,
    onAnswer: (answer, i) => onSlot(`${names[i]}: ${answer ? "filled" : "stays empty"}`),
  });
  return { entries: filled.filter((entry) => entry !== null), empty: names.filter((_, i) => filled[i] === null) };
}
