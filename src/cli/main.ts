/**
 * The command: `deno run -A jsr:@steadfast/core/cli COMMAND`. Results go to standard output, progress and warnings to
 * standard error. Exit status: 0 all hold, reproduced, stable; 1 violated, not reproduced, unstable; 2 bad usage or
 * input; 3 inconclusive.
 *
 * @module
 */
import { escapeControl, InputError } from "../core/mod.ts";
import { parseArguments } from "./arguments.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { commandHelp, programHelp } from "./help.ts";
import { judge } from "./judge.ts";
import { print, warn } from "./output.ts";
import { promote } from "./promote.ts";
import { replay } from "./replay.ts";
import { schema } from "./schema.ts";
import { shrink } from "./shrink.ts";
import { train } from "./train.ts";

const COMMANDS: Record<string, Command> = { check, train, shrink, replay, judge, promote, schema };

/** Runs the program with its arguments and gives its exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    (name === undefined ? warn : print)(programHelp(COMMANDS));
    return name === undefined ? 2 : 0;
  }
  const stop = new AbortController(),
    interrupt = () => {
      // The first Ctrl-C keeps what is done; the second does not wait for it.
      if (stop.signal.aborted) Deno.exit(130);
      stop.abort();
    };
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new InputError(escapeControl(name), `must be one of ${Object.keys(COMMANDS).join(", ")}`);
    const { help, ...given } = parseArguments(rest, command);
    if (!help) return await command.run({ ...given, signal: stop.signal });
    print(commandHelp(name, command));
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(`steadfast: ${error.message}`);
    return 2;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
