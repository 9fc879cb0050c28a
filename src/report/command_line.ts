import type { TrainingConfig } from "../core/mod.ts";
import { jsonText } from "./json_text.ts";
import { shellQuote } from "./shell.ts";

/** How a report names the commands that it gives to copy. */
export interface CommandOptions {
  /** What starts steadfast, such as `deno task steadfast`. Default: "deno run -A jsr:@steadfast/core/cli". */
  command?: string;
  /** The subject as `FILE#EXPORT`. Default: as the config calls it. */
  subject?: string;
  /** The file of one's own data. Default: as the config calls them. */
  data?: string;
  /** One's own problem as `FILE#EXPORT`. Default: as the config calls it. */
  problem?: string;
  /** The line that runs the test again, if that is how it is reproduced. Default: a command, if one can name all it needs. */
  again?: string;
}

/**
 * The line that starts a command on a config, with the options that name what the config only names.
 *
 * @param config what the command is about
 * @param options `words`: the command and its operands; the rest as in {@linkcode CommandOptions}
 * @returns undefined if no command can name the config's subject, problem or data
 */
export function commandLine(
  config: TrainingConfig,
  { words, command = "deno run -A jsr:@steadfast/core/cli", ...given }: CommandOptions & { words: readonly string[] },
): string | undefined {
  const names = givenWords(config, given);
  return names && [command, ...[...words, ...names].map(shellQuote)].join(" ");
}

/** The same, with the config as JSON on the command's standard input. */
export function pipedLine(
  config: TrainingConfig,
  options: CommandOptions & { words: readonly string[] },
): string | undefined {
  const line = commandLine(config, options);
  return line && `printf %s ${shellQuote(jsonText(config))} | ${line}`;
}

/** The options that name what a config only names; undefined if a command cannot name it. */
function givenWords(config: TrainingConfig, { subject, data, problem }: CommandOptions): string[] | undefined {
  const words: string[] = [], { optimizer } = config;
  if (optimizer.kind === "subject") {
    const name = subject ?? optimizer.name;
    if (!/#[^#]+$/.test(name)) return undefined;
    words.push(`--subject=${name}`);
  }
  if (config.problem === "classifier" && config.data.source === "own") {
    const name = data ?? config.data.name;
    if (!/\.(csv|jsonl|npy)$/i.test(name)) return undefined;
    words.push(`--data=${name}`);
  }
  if (config.problem === "own") {
    const name = problem ?? config.name;
    if (!/#[^#]+$/.test(name)) return undefined;
    words.push(`--problem=${name}`);
  }
  return words;
}
