/** What a side of the benchmark is asked for: so much work, as one line of JSON on its standard input. */
export interface Task {
  side: string;
  cell: "rnn" | "gru" | "lstm";
  batch: number;
  length: number;
  features: number;
  units: number;
  classes: number;
  /** With weights that make the gradient vanish. */
  vanishing?: boolean;
  /** Seconds to time. */
  seconds: number;
}

/** What it answers, as one line of JSON: ms per step. */
export interface Answer {
  ms: number;
  steps: number;
  /** Versions and libraries, in words. */
  about?: string;
}

/** Answers tasks from standard input until it ends. */
export async function serve(answer: (task: Task) => Promise<Answer> | Answer): Promise<void> {
  let rest = "";
  for await (const chunk of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
}

/** Repeats a step for so many seconds after a warm-up. */
export async function time(step: () => unknown, seconds: number): Promise<Answer> {
  let start = performance.now(), count = 0;
  do {
    await step();
    count++;
  } while (performance.now() - start < seconds * 300);
  const steps = Math.max(1, Math.round(count / 0.3));
  start = performance.now();
  for (let i = 0; i < steps; i++) await step();
  return { ms: (performance.now() - start) / steps, steps };
}

/** A process that answers tasks, pinned to a core where `taskset` is there. */
export class Side {
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #rest = "";

  constructor(command: string, args: string[], options: { core: number; env?: Record<string, string> }) {
    const pinned = hasTaskset ? ["taskset", "-c", String(options.core), command, ...args] : [command, ...args];
    this.#process = new Deno.Command(pinned[0], {
      args: pinned.slice(1),
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
      env: options.env,
    }).spawn();
    this.#writer = this.#process.stdin.getWriter();
    this.#reader = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  async ask(task: Task): Promise<Answer> {
    await this.#writer.write(new TextEncoder().encode(`${JSON.stringify(task)}\n`));
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#reader.read();
      if (done) throw new Error(`the side ${task.side} ended`);
      this.#rest += value;
    }
    const end = this.#rest.indexOf("\n"), line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return JSON.parse(line);
  }

  async end(): Promise<void> {
    await this.#writer.close();
    await this.#reader.cancel();
    await this.#process.status;
  }
}

const hasTaskset = await works("taskset", ["-c", "0", "true"]);

/** Whether a command runs and succeeds. */
export async function works(command: string, args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}
