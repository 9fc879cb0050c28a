import type { CheckEvent } from "../check/mod.ts";
import { escapeControl } from "../core/mod.ts";
import { ruleName } from "../report/mod.ts";

/** Prints a result on standard output. */
export function print(text: string): void {
  console.log(text);
}

/** Prints a warning or progress on standard error. */
export function warn(text: string): void {
  console.error(text);
}

/** Prints a value as one line of JSON, numbers that JSON has no words for as null. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value));
}

/** What starts this program, to be copied: from a checkout by its file, else by its published name. */
export function commandLine(): string {
  const main = new URL("./main.ts", import.meta.url);
  if (main.protocol !== "file:") return "deno run -A jsr:@steadfast/core/cli";
  const here = `${Deno.cwd()}/`;
  return `deno run -A ${main.pathname.startsWith(here) ? main.pathname.slice(here.length) : main.pathname}`;
}

/**
 * Shows a check's progress on standard error: on a terminal one line that is written over, elsewhere a plain line a
 * property, and a failure as soon as it is found.
 */
export function progress(): { onEvent: (event: CheckEvent) => void; clear: () => void } {
  const terminal = Deno.stderr.isTerminal();
  let label = "", shown = 0;
  const clear = () => terminal && Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
  const show = (text: string) => {
    if (!terminal || performance.now() < shown + 100) return;
    const { columns } = Deno.consoleSize();
    clear();
    Deno.stderr.writeSync(new TextEncoder().encode(text.slice(0, columns - 1)));
    shown = performance.now();
  };
  const onEvent = (event: CheckEvent) => {
    if (event.kind === "started") warn(`seed ${event.seed}, backend ${event.backend.name}, ${event.total} checks`);
    if (event.kind === "property") {
      label = `[${event.index + 1}/${event.total}] ${event.property.name} / ${ruleName(event.rule)}`;
      show(label);
    }
    if (event.kind === "training") show(`${label}: ${event.trainings} trainings`);
    if (event.kind === "shrunk") show(`${label}: shrinking, ${event.tried} tried`);
    if (event.kind === "failure") {
      clear();
      const { verdict } = event;
      warn(
        `violated: ${label}: ${verdict.kind === "violated" ? escapeControl(verdict.witness) : verdict.kind}; shrinking`,
      );
    }
    if (event.kind === "result" && !terminal) warn(`${label}: ${event.result.outcome}, ${event.result.judged} judged`);
  };
  return { onEvent, clear };
}
