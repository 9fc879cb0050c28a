import type { Task } from "../core/mod.ts";
import { autoregressive } from "./autoregressive.ts";
import { counting } from "./counting.ts";
import { delayedRecall } from "./delayed_recall.ts";
import { markovChains } from "./markov_chains.ts";
import type { SequenceTask } from "./sequence_task.ts";
import { temporalOrder } from "./temporal_order.ts";
import { waveforms } from "./waveforms.ts";

/** Every sequence task by its name in a spec. */
export const SEQUENCE_TASKS: Readonly<Record<Task, SequenceTask>> = {
  "waveforms": waveforms,
  "markov-chains": markovChains,
  "autoregressive": autoregressive,
  "counting": counting,
  "temporal-order": temporalOrder,
  "delayed-recall": delayedRecall,
};
