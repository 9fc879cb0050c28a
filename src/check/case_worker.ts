import { after } from "./after.ts";
import type { Answer, Question } from "./messages.ts";

/** How a worker came to its end. */
export type Loss = { kind: "crashed"; reason: string } | { kind: "hung" } | { kind: "stopped" };

/** What becomes of a question that was not begun when the worker was lost. */
export interface Unheard {
  kind: "unheard";
}

/** A question on its way. */
interface Asked {
  /** Seconds that the answer may take, once it is its turn. */
  limit: number;
  settle: (answer: Answer | Loss | Unheard) => void;
}

/** One worker as the main thread sees it: it answers its questions one after the other, until it is lost. */
export class CaseWorker {
  readonly #worker: Worker;
  /** The first is being answered. */
  readonly #asked: Asked[] = [];
  #callOff: () => void = () => {};
  #loss?: Loss;

  /** @throws if this process may not start workers */
  constructor() {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "steadfast" });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.kind === "crashed" ? this.end(data) : this.#answered(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end({ kind: "crashed", reason: event.message });
    };
  }

  /** How it was lost, if it was. */
  get loss(): Loss | undefined {
    return this.#loss;
  }

  /**
   * Asks it something; if it is lost over that, the loss is the answer. After `limit` seconds in its turn it has hung. A
   * question that waits behind another one is there when that is answered: nobody needs to bring it.
   */
  ask(question: Question, limit: number): Promise<Answer | Loss | Unheard> {
    if (this.#loss) return Promise.resolve({ kind: "unheard" });
    const { promise, resolve: settle } = Promise.withResolvers<Answer | Loss | Unheard>();
    this.#asked.push({ limit, settle });
    if (this.#asked.length === 1) this.#watch();
    this.#worker.postMessage(question);
    return promise;
  }

  /** Ends it at once. A thread in an endless loop Deno only abandons: it goes on until the process ends. */
  end(loss: Loss = { kind: "stopped" }): void {
    if (this.#loss) return;
    this.#loss = loss;
    this.#worker.terminate();
    this.#callOff();
    this.#asked.splice(0).forEach(({ settle }, i) => settle(i === 0 ? loss : { kind: "unheard" }));
  }

  #answered(answer: Answer): void {
    this.#callOff();
    this.#asked.shift()?.settle(answer);
    if (this.#asked.length > 0) this.#watch();
  }

  #watch(): void {
    this.#callOff = after(this.#asked[0].limit * 1e3, () => this.end({ kind: "hung" }));
  }
}
