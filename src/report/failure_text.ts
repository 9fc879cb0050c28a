import type { Failure } from "../check/mod.ts";
import { DIAGNOSED, type RuleSpec } from "../core/mod.ts";
import { commandLine, type CommandOptions, pipedLine } from "./command_line.ts";
import { configLines } from "./config_text.ts";
import { explanationText } from "./explanation_text.ts";
import { shellQuote } from "./shell.ts";
import { wrap } from "./wrap.ts";

/** A failure: its smallest config, what it shows, which fields matter, and the lines that diagnose and reproduce it. */
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
  return [...lines, ...whyLines(failure, options), `to reproduce: ${reproduceLine(failure, options)}`];
}

/** The line that diagnoses a failure that is stored, of a property that a diagnosis speaks of. */
function whyLines({ record: { config, property }, file, flaky }: Failure, options: CommandOptions): string[] {
  if (options.again || !file || flaky || !DIAGNOSED.includes(property)) return [];
  const line = commandLine(config, { ...options, words: ["diagnose", file] });
  return line ? [`to learn why: ${line}`] : [];
}

/**
 * The one line to copy that reproduces a failure. Of a subject or problem that is no FILE#EXPORT, or data that are no
 * file, as they were given to a test, it is the test.
 */
export function reproduceLine(
  { record, file }: Pick<Failure, "record" | "file">,
  options: CommandOptions = {},
): string {
  if (options.again) return options.again;
  const { config, property, backend } = record;
  const line = file ? commandLine(config, { ...options, words: ["replay", file] }) : pipedLine(config, {
    ...options,
    words: ["shrink", "-", `--property=${property}`, `--backend=${backend.name}`],
  });
  return line ?? `run the test again${file ? `: it begins with ${shellQuote(file)}` : ""}`;
}

/** How a rule is called in a table: a subject's file without its folder, so that a report reads alike wherever it is. */
export function ruleName(rule: RuleSpec): string {
  return rule.kind === "subject" ? rule.name.replace(/^.*[/\\](?=[^/\\#]+#[^#]+$)/, "") : rule.kind;
}
