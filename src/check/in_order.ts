/** Runs a task for each item, some at a time, and gives the results in the order of the items. */
export class InOrder<Item, Result> {
  readonly #results: Promise<Result>[] = [];
  #room: number;
  #taken = 0;

  /** Begins as many tasks as may run at a time. Once one throws, no other is begun. */
  constructor(items: readonly Item[], { width, task }: { width: number; task: (item: Item) => Promise<Result> }) {
    this.#room = width;
    this.#begin(items, task);
  }

  #begin(items: readonly Item[], task: (item: Item) => Promise<Result>): void {
    while (this.#room > 0 && this.#results.length < items.length) {
      const result = task(items[this.#results.length]);
      this.#results.push(result);
      this.#room--;
      result.then(() => {
        this.#room++;
        this.#begin(items, task);
      }, () => this.#room = -Infinity);
    }
  }

  /** The result of the next item. What its task throws is thrown here, in its turn. */
  next(): Promise<Result> {
    return this.#results[this.#taken++];
  }

  /** Begins no other task, and waits until those that run have ended in whatever way. */
  async end(): Promise<void> {
    this.#room = -Infinity;
    await Promise.allSettled(this.#results);
  }
}

/** Keeps what is said until somebody listens, then passes it on at once. */
export class Held<Message> {
  #kept: Message[] = [];
  #listener?: (message: Message) => void;

  /** Says something. */
  say(message: Message): void {
    if (this.#listener) this.#listener(message);
    else this.#kept.push(message);
  }

  /** Listens from now on, first to what was kept. */
  listen(listener: (message: Message) => void): void {
    this.#listener = listener;
    for (const message of this.#kept.splice(0)) listener(message);
  }
}
