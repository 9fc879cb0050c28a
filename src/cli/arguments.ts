import { parseArgs } from "@std/cli";
import { escapeControl, InputError, nearestWord, parseWith } from "../core/mod.ts";
import type { Command } from "./command.ts";

/** Options that every command takes, without a value. */
const COMMON = ["json", "help"];

/** What a command line says. */
export interface Arguments {
  /** What is no option, in order. */
  operands: string[];
  /** By name: what a value was parsed to; whether a flag is there. */
  options: Record<string, unknown>;
  json: boolean;
  help: boolean;
  /** The options as they were given, each with its value joined to it by `=`. */
  given: string[];
}

/**
 * Parses the arguments after a command's name.
 *
 * @throws {InputError} for an unknown option (with the one that was probably meant), a missing or wrong value, a value
 *   where none belongs, an option that is given twice, too few or too many operands
 */
export function parseArguments(args: readonly string[], command: Command): Arguments {
  const names = Object.keys(command.options), valued = names.filter((name) => command.options[name].schema);
  const flags = [...names.filter((name) => !valued.includes(name)), ...COMMON], known = [...names, ...COMMON];
  const end = args.includes("--") ? args.indexOf("--") : args.length, before = joined(args.slice(0, end), valued);
  const given = before.filter((arg) => arg.startsWith("--"));
  given.forEach((arg, i) => refuse(arg, { known, flags, earlier: given.slice(0, i) }));
  const parsed = parseArgs([...before, ...args.slice(end)], {
    string: [...valued, "_"],
    boolean: flags,
    alias: { help: "h" },
    unknown: (arg: string) => {
      // A lone dash is standard input.
      if (arg.startsWith("-") && arg !== "-") throw unknownOption(arg, known);
      return true;
    },
  });
  const options: Record<string, unknown> = {};
  for (const name of names) {
    const text = parsed[name], { schema, value } = command.options[name];
    if (!schema) options[name] = text === true;
    else if (text === "") throw new InputError(`--${name}`, `must have a value: --${name}=${value}`);
    else if (text !== undefined) options[name] = parseWith(schema, text, escapeControl(`--${name}=${text}`));
  }
  const operands = parsed._.map(String), help = parsed.help === true;
  if (!help) checkArity(operands, command);
  return { operands, options, json: parsed.json === true, help, given };
}

/** Joins a value that stands after its option to it: the parser would take one that begins with a minus for options. */
function joined(args: readonly string[], valued: readonly string[]): string[] {
  const out: string[] = [];
  for (const arg of args) {
    const option = out.at(-1) ?? "", isValue = !/^-[^\d.]/.test(arg);
    if (isValue && option.startsWith("--") && valued.includes(option.slice(2))) {
      out[out.length - 1] = `${option}=${arg}`;
    } else out.push(arg);
  }
  return out;
}

/** Refuses what the parser would let pass. */
function refuse(
  arg: string,
  { known, flags, earlier }: { known: readonly string[]; flags: readonly string[]; earlier: readonly string[] },
): void {
  const [option] = arg.split("=", 1), name = option.slice(2);
  if (!known.includes(name)) throw unknownOption(arg, known);
  if (flags.includes(name) && arg !== option) {
    throw new InputError(escapeControl(arg), `must be ${option}, without a value`);
  }
  if (earlier.some((other) => other.split("=", 1)[0] === option)) throw new InputError(option, "must be given once");
}

function unknownOption(arg: string, known: readonly string[]): InputError {
  const near = nearestWord(arg.replace(/^-+/, "").replace(/=.*$/s, ""), known);
  return new InputError(
    escapeControl(arg),
    `is no option of this command${near ? `; did you mean --${near}?` : ": see --help"}`,
  );
}

function checkArity(operands: string[], { arity: { least, most }, operands: what }: Command): void {
  if (operands.length >= least && operands.length <= most) return;
  const asked = what === "" ? "none" : least === most ? what : `at least ${least} (${what})`;
  const there = operands.length === 0 ? "there is none" : `there are ${operands.length}: ${operands.join(" ")}`;
  throw new InputError("arguments", escapeControl(`besides options there must be ${asked}: ${there}`));
}
