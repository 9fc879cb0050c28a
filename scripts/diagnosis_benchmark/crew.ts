import type { Answer, Question } from "./worker.ts";

/** How questions are asked. */
export interface CrewOptions {
  /** Workers at a time. */
  jobs: number;
  /** Told of each answer as it comes. */
  onAnswer(answer: Answer, index: number): void;
}

/** Asks workers, several at a time; the answers stand in the order of the questions. */
export async function askAll<A extends Answer>(questions: Question[], { jobs, onAnswer }: CrewOptions): Promise<A[]> {
  const answers: A[] = Array(questions.length), queue = questions.entries();
  await Promise.all(Array.from({ length: Math.min(jobs, questions.length) }, async () => {
    const worker = new Worker(import.meta.resolve("./worker.ts"), { type: "module" });
    for (const [i, question] of queue) {
      answers[i] = await ask(worker, question) as A;
      onAnswer(answers[i], i);
    }
    worker.terminate();
  }));
  return answers;
}

function ask(worker: Worker, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = (event) => reject(new Error(`A worker of the benchmark failed: ${event.message}`));
    worker.postMessage(question);
  });
}
