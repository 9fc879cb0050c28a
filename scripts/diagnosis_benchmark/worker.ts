/**
 * Fills the slots and diagnoses the entries that it is sent, one after the other.
 *
 * @module
 */
import { diagnosed, type Result } from "./diagnosed.ts";
import type { Entry, Slot } from "./entry.ts";
import { fill } from "./fill.ts";

/** What a worker can be asked. */
export type Question = { kind: "fill"; slot: Slot } | { kind: "diagnose"; entry: Entry };
/** What it answers: the filled slot's entry, or what was found of an entry. */
export type Answer = Entry | Result | null;

// The types of the main thread's global object lack it.
const { postMessage } = globalThis as unknown as { postMessage(answer: Answer): void };

addEventListener("message", async (event) => {
  const { data } = event as MessageEvent<Question>;
  postMessage(data.kind === "fill" ? await fill(data.slot) : await diagnosed(data.entry));
});
