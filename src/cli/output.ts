import { escapeControl, InputError } from "../core/mod.ts";
import { jsonText, shellQuote } from "../report/mod.ts";
import { reasonOf } from "./files.ts";

/** Least time between two progress texts, ms: on a terminal, where each is written over the last, and elsewhere. */
const PAUSE = { terminal: 100, elsewhere: 10_000 };

let shown = performance.now(), standing = false;

/**
 * Prints a result on standard output. One that nobody reads any more is dropped.
 *
 * @throws {InputError} if it cannot be written, as on a full disk
 */
export function print(text: string): void {
  clearProgress();
  try {
    console.log(text);
  } catch (error) {
    throw new InputError("standard output", `cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** Prints a value as one line of JSON, numbers that JSON has no words for as null. */
export function printJson(value: unknown): void {
  print(jsonText(value));
}

/** Prints a warning on standard error, control characters escaped. */
export function warn(text: string): void {
  clearProgress();
  try {
    console.error(text.split("\n").map(escapeControl).join("\n"));
  } catch {
    // There is no place left to say so.
  }
}

/** Shows how far the work is on standard error: on a terminal in one line, written over, elsewhere now and then. */
export function showProgress(text: string): void {
  const terminal = Deno.stderr.isTerminal(), now = performance.now();
  if (now < shown + (terminal ? PAUSE.terminal : PAUSE.elsewhere)) return;
  if (terminal) {
    clearProgress();
    Deno.stderr.writeSync(new TextEncoder().encode(escapeControl(text).slice(0, Deno.consoleSize().columns - 1)));
    standing = true;
  } else warn(text);
  shown = now;
}

function clearProgress(): void {
  if (standing) Deno.stderr.writeSync(new TextEncoder().encode("\r\x1b[K"));
  standing = false;
}

/** How wide the terminal is that results go to; undefined elsewhere. */
export function columns(): number | undefined {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().columns : undefined;
}

/** What starts this program, to be copied: from a checkout by its file, else by its published name. */
export function commandLine(): string {
  if (!import.meta.dirname) return "deno run -A jsr:@steadfast/core/cli";
  const main = `${import.meta.dirname}/main.ts`, here = `${Deno.cwd()}/`;
  return `deno run -A ${shellQuote(main.startsWith(here) ? main.slice(here.length) : main)}`;
}
