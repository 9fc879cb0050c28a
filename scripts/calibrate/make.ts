import type { ClassifierConfig } from "../../src/core/mod.ts";
import type { Outcome } from "./outcome.ts";
import { drawConfig } from "./recipe.ts";
import { type Half, halfOf } from "./split.ts";

/** Which runs are wanted. */
export interface Wanted {
  half: Half;
  /** Of the stream of configs. */
  seed: number;
  /** How many configs, each with all runs of its ladder. */
  configs: number;
  /** Where finished runs are kept. */
  folder: string;
}

/** A config and the file of its runs. */
export interface Task {
  base: ClassifierConfig;
  file: string;
}

/** The first configs of the stream that belong to the half. */
export async function tasksOf({ half, seed, configs, folder }: Wanted): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let index = 0; tasks.length < configs; index++) {
    const base = drawConfig(seed, index);
    if (await halfOf(base) === half) tasks.push({ base, file: `${folder}/${seed.toString(16)}-${index}.runs` });
  }
  return tasks;
}

/**
 * What the detectors say of the runs of all tasks, in their order: several at a time, in workers, which first make the runs
 * that are not there yet. What is finished stays if it is interrupted.
 */
export async function judgeAll(
  tasks: Task[],
  { jobs, onDone }: { jobs: number; onDone: (done: number) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[][] = Array(tasks.length), queue = tasks.entries();
  let done = 0;
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, async () => {
    const worker = new Worker(import.meta.resolve("./worker.ts"), { type: "module" });
    for (const [i, task] of queue) {
      outcomes[i] = await ask(worker, task);
      onDone(++done);
    }
    worker.terminate();
  }));
  return outcomes.flat();
}

function ask(worker: Worker, task: Task): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Outcome[]>) => resolve(data);
    worker.onerror = (event) => reject(new Error(`Cannot judge the runs of ${task.file}: ${event.message}`));
    worker.postMessage(task);
  });
}
