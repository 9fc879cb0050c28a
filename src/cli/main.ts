/**
 * The command: `deno run -A jsr:@steadfast/core/cli COMMAND`. Results go to standard output, progress and warnings to
 * standard error. Exit status: 0 all hold, reproduced, stable; 1 violated, not reproduced, unstable; 2 bad usage or
 * input; 3 inconclusive.
 *
 * @module
 */
import { InputError, nearestWord } from "../core/mod.ts";
import { parseArguments } from "./arguments.ts";
import { boundary } from "./boundary.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { conform } from "./conform.ts";
import { diagnose } from "./diagnose.ts";
import { reasonOf } from "./files.ts";
import { commandHelp, programHelp } from "./help.ts";
import { judge } from "./judge.ts";
import { print, warn } from "./output.ts";
import { promote } from "./promote.ts";
import { replay } from "./replay.ts";
import { schema } from "./schema.ts";
import { shrink } from "./shrink.ts";
import { train } from "./train.ts";

const COMMANDS: Record<string, Command> = {
  check,
  train,
  shrink,
  replay,
  diagnose,
  boundary,
  conform,
  judge,
  promote,
  schema,
};

/** Runs the program with its arguments and gives its exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => {
    // The first Ctrl-C keeps what is done; the second does not wait for it.
    if (stop.signal.aborted) Deno.exit(130);
    stop.abort();
  };
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    const status = await run(args, stop.signal);
    if (!stop.signal.aborted) return status;
    warn("steadfast: interrupted: this is what was done by then");
    return 3;
  } catch (error) {
    if (error === stop.signal.reason) {
      warn("steadfast: interrupted: nothing was done by then");
      return 3;
    }
    warn(`steadfast: ${messageOf(error)}`);
    return 2;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

async function run([name, ...rest]: readonly string[], signal: AbortSignal): Promise<number> {
  if (name === undefined) {
    warn(programHelp(COMMANDS));
    return 2;
  }
  if (name === "help" || name === "--help" || name === "-h") {
    print(programHelp(COMMANDS));
    return 0;
  }
  const command = commandNamed(name), { help, ...call } = parseArguments(rest, command);
  if (!help) return await command.run({ ...call, signal });
  print(commandHelp(name, command));
  return 0;
}

function commandNamed(name: string): Command {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name];
  const names = Object.keys(COMMANDS), near = nearestWord(name, names);
  throw new InputError(
    "command",
    `must be one of ${names.join(", ")}: it is ${name}${near ? `; did you mean ${near}?` : ""}`,
  );
}

/** One line for what came from outside: bad input, a file that cannot be written. Only a fault of ours has a stack. */
function messageOf(error: unknown): string {
  if (error instanceof InputError) return error.message;
  const outside = error instanceof Deno.errors.NotCapable || /\(os error \d+\)/.test(String(error));
  if (!outside) return error instanceof Error && error.stack || String(error);
  const reason = reasonOf(error);
  return reason.includes(".steadfast") ? `${reason}; mend that, or pass --no-store` : reason;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
