import type { Failure } from "../check/mod.ts";
import type { RuleSpec, TrainingConfig } from "../core/mod.ts";
import { configLines } from "./config_text.ts";
import { explanationText } from "./explanation_text.ts";
import { jsonText } from "./json_text.ts";
import { shellQuote } from "./shell.ts";
import { wrap } from "./wrap.ts";

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

/** A failure: its smallest config, what it shows, which fields matter, and the line that reproduces it. */
export function failureLines(failure: Failure, options: CommandOptions = {}): string[] {
  const { record, shrinking, flaky } = failure, lines: string[] = [];
  if (flaky) lines.push("FLAKY: the same config gave other bits when it was run again, so it was not shrunk");
  if (shrinking) {
    const end = shrinking.ended === "minimal" ? "nothing can go" : `stopped: ${shrinking.ended}`;
    const { tried, work } = shrinking;
    lines.push(`smallest failing config, after ${tried} trials (${+work.toPrecision(2)} full runs; ${end}):`);
  } else lines.push("failing config, not shrunk:");
  lines.push(
    ...configLines(record.config).map((line) => "  " + line),
    ...wrap(`it shows: ${record.witness}`, { hang: "  " }),
  );
  if (record.explanation) lines.push(...wrap(explanationText(record.explanation), { hang: "  " }));
  return [...lines, `to reproduce: ${reproduceLine(failure, options)}`];
}

/**
 * The one line to copy that reproduces a failure. Of a subject or problem that is no FILE#EXPORT, or data that are no
 * file, as they were given to a test, it is the test.
 */
export function reproduceLine(
  { record, file }: Pick<Failure, "record" | "file">,
  options: CommandOptions = {},
): string {
  const { command = "deno run -A jsr:@steadfast/core/cli" } = options, given = givenWords(record.config, options);
  if (options.again) return options.again;
  if (!given) return `run the test again${file ? `: it begins with ${shellQuote(file)}` : ""}`;
  if (file) return [command, "replay", shellQuote(file), ...given].join(" ");
  const shrink = [
    command,
    "shrink",
    "-",
    shellQuote(`--property=${record.property}`),
    `--backend=${record.backend.name}`,
    ...given,
  ];
  return `printf %s ${shellQuote(jsonText(record.config))} | ${shrink.join(" ")}`;
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
  return words.map(shellQuote);
}

/** How a rule is called in a table: a subject's file without its folder, so that a report reads alike wherever it is. */
export function ruleName(rule: RuleSpec): string {
  return rule.kind === "subject" ? rule.name.replace(/^.*[/\\](?=[^/\\#]+#[^#]+$)/, "") : rule.kind;
}
