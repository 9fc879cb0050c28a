import { after } from "./after.ts";
import type { Answer, Question } from "./messages.ts";

/** How a worker came to its end. */
export type Loss = { kind: "crashed"; reason: string } | { kind: "hung" } | { kind: "stopped" };

/** One worker as the main thread sees it: asked one thing at a time until it is lost. */
export class CaseWorker {
  readonly #worker: Worker;
  #settle: (answer: Answer | Loss) => void = () => {};
  #loss?: Loss;

  /** @throws if this process may not start workers */
  constructor() {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "steadfast" });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.kind === "crashed" ? this.end(data) : this.#settle(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end({ kind: "crashed", reason: event.message });
    };
  }

  /** How it was lost, if it was. */
  get loss(): Loss | undefined {
    return this.#loss;
  }

  /** Asks it something; if it is lost meanwhile, the loss is the answer. After `limit` seconds it has hung. */
  async ask(question: Question, limit: number): Promise<Answer | Loss> {
    if (this.#loss) return this.#loss;
    const { promise, resolve } = Promise.withResolvers<Answer | Loss>();
    this.#settle = resolve;
    const callOff = after(limit * 1e3, () => this.end({ kind: "hung" }));
    this.#worker.postMessage(question);
    const answer = await promise;
    callOff();
    return answer;
  }

  /** Ends it at once. A thread in an endless loop Deno only abandons: it goes on until the process ends. */
  end(loss: Loss = { kind: "stopped" }): void {
    if (this.#loss) return;
    this.#loss = loss;
    this.#worker.terminate();
    this.#settle(loss);
  }
}
