// @ts-types="npm:@types/minimist@^1.2.5"
import minimist from "npm:minimist@^1.2.8";

/** The parsed options by name, and in `_` what is no option; the published type also infers each option's type. */
export type Args = Record<string, unknown> & { _: (string | number)[] };

/** What to make of the options; the published interface also has `--` and `stopEarly`. */
export interface ParseOptions {
  /** Options with a text as their value; `_`: leave what is no option a text, numbers too. */
  string?: string | readonly string[];
  /** Options without a value, false where they do not stand. */
  boolean?: string | readonly string[];
  /** Options that may stand several times: always an array. Of the others the last one counts. */
  collect?: string | readonly string[];
  /** Options that `--no-NAME` sets to false; for any other one `--no-NAME` is an option of its own. */
  negatable?: string | readonly string[];
  /** Values of options that do not stand. */
  default?: Record<string, unknown>;
  /** Other names of an option. */
  alias?: Record<string, string | readonly string[]>;
  /**
   * Called for what is in neither `string`, `boolean`, `collect` nor `alias`: an option with its name and its value,
   * anything else as `arg` alone. What it answers with `false` is left out.
   */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/**
 * Parses command line arguments.
 *
 * On top of minimist, whose `unknown` gets the raw argument only: name and value are read from it here. So the value of
 * an unknown `--name value` is `true` instead of the published "value", and a cluster of unknown letters (`-abc`) is
 * one name. And minimist takes a lone `-` as an option's value (`--log -`), the published parser does not.
 */
export function parseArgs(args: readonly string[], options: ParseOptions = {}): Args {
  const { alias = {}, unknown = () => true } = options;
  const collect = namesOf(options.collect, alias);
  const negations = unknownNegations(args, namesOf(options.negatable, alias));
  const parsed: Args = minimist(args.map((arg) => negations.has(arg) ? `${arg}=` : arg), {
    string: listOf(options.string),
    boolean: listOf(options.boolean),
    alias: Object.fromEntries(Object.entries(alias).map(([name, others]) => [name, listOf(others)])),
    default: options.default,
    unknown: (given) => {
      const arg = negations.has(given.slice(0, -1)) ? given.slice(0, -1) : given;
      const [, name, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
      if (name === undefined) return unknown(arg) !== false;
      return collect.has(name) || unknown(arg, name, value ?? true) !== false;
    },
  });
  for (const [name, value] of Object.entries(parsed)) {
    if (name === "_" || value === options.default?.[name]) continue;
    if (negations.has(`--${name}`)) parsed[name] = true;
    else if (collect.has(name)) parsed[name] = [value].flat();
    else if (Array.isArray(value)) parsed[name] = value.at(-1);
  }
  for (const name of collect) parsed[name] ??= [];
  return parsed;
}

/** minimist takes every `--no-NAME` for a negation of NAME; these are none. */
function unknownNegations(args: readonly string[], negatable: Set<string>): Set<string> {
  const options = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  return new Set(options.filter((arg) => /^--no-[^=]+$/s.test(arg) && !negatable.has(arg.slice("--no-".length))));
}

const listOf = (names: string | readonly string[] = []): string[] => [names].flat();

/** The names with their aliases. */
function namesOf(names: string | readonly string[] | undefined, alias: NonNullable<ParseOptions["alias"]>) {
  const groups = Object.entries(alias).map(([name, others]) => [name, ...listOf(others)]);
  return new Set(listOf(names).flatMap((name) => groups.find((group) => group.includes(name)) ?? [name]));
}
