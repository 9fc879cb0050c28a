import { parseArgs } from "@std/cli";
import { escapeControl, InputError, parseWith } from "../core/mod.ts";
import type { Command } from "./command.ts";

/** Options that every command takes. */
const COMMON = ["json", "help"];

/** What a command line says. */
export interface Arguments {
  operands: string[];
  options: Record<string, unknown>;
  json: boolean;
  help: boolean;
}

/**
 * Parses the arguments after a command's name.
 *
 * @throws {InputError} for an unknown option (with the one that was probably meant), a missing or wrong value, too few or
 * too many operands
 */
export function parseArguments(args: readonly string[], command: Command): Arguments {
  const names = Object.keys(command.options), flags = names.filter((name) => !command.options[name].schema);
  const valued = names.filter((name) => command.options[name].schema);
  const parsed = parseArgs(joined(args, valued), {
    string: [...valued, "_"],
    boolean: [...flags, ...COMMON],
    unknown: (arg: string) => {
      // A lone dash is standard input.
      if (!arg.startsWith("-") || arg === "-") return true;
      throw new InputError(escapeControl(arg), `is no option of this command${suggestion(arg, [...names, ...COMMON])}`);
    },
  });
  const options: Record<string, unknown> = {};
  for (const name of names) {
    const given = parsed[name], { schema, value } = command.options[name];
    if (!schema) options[name] = given === true;
    else if (given !== undefined) {
      if (Array.isArray(given)) throw new InputError(`--${name}`, "must be given once");
      if (given === "") throw new InputError(`--${name}`, `must have a value: --${name}=${value}`);
      options[name] = parseWith(schema, given, `--${name}=${escapeControl(String(given))}`);
    }
  }
  const operands = parsed._.map(String), help = parsed.help === true;
  const { least, most } = command.arity;
  if (!help && (operands.length < least || operands.length > most)) {
    const asked = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    const what = operands.length === 0
      ? "there is none"
      : `there are ${operands.length}: ${escapeControl(operands.join(" "))}`;
    throw new InputError("arguments", `must be ${asked} (${command.operands || "none"}): ${what}`);
  }
  return { operands, options, json: parsed.json === true, help };
}

/** `--seed -7` is read as two options: join a value that begins with a minus to its option. */
function joined(args: readonly string[], valued: readonly string[]): string[] {
  const out: string[] = [];
  for (const arg of args) {
    const before = out.at(-1);
    if (/^-[\d.]/.test(arg) && before?.startsWith("--") && valued.includes(before.slice(2))) {
      out[out.length - 1] = `${before}=${arg}`;
    } else out.push(arg);
  }
  return out;
}

function suggestion(arg: string, names: readonly string[]): string {
  const name = arg.replace(/^-+/, "").replace(/=.*$/s, "");
  const best = names.map((known) => ({ known, off: editDistance(name, known) })).sort((a, b) => a.off - b.off)[0];
  return best && best.off <= Math.max(2, name.length / 3) ? `: did you mean --${best.known}?` : ": see --help";
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
