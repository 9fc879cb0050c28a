/**
 * For each config that it is sent, makes the runs that are not in its file yet, and answers with what the detectors say of
 * them.
 *
 * @module
 */
import { climb } from "./ladder.ts";
import type { Task } from "./make.ts";
import { type Outcome, outcomesOf } from "./outcome.ts";
import { readRuns, writeRuns } from "./store.ts";

// The types of the main thread's global object lack it.
const { postMessage } = globalThis as unknown as { postMessage(outcomes: Outcome[]): void };

addEventListener("message", async (event) => {
  const { file, base } = (event as MessageEvent<Task>).data;
  let runs = await readRuns(file, base);
  if (runs === undefined) {
    runs = await climb(base);
    await writeRuns(file, base, runs);
  }
  postMessage(outcomesOf(runs));
});
