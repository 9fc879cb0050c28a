import type { Failure, PropertyResult, RunDetails } from "../check/mod.ts";
import { escapeControl, JUDGEMENTS, type RuleSpec } from "../core/mod.ts";
import { configLines } from "./config_text.ts";

/** How a report names the command that reproduces a failure. */
export interface CheckTextOptions {
  /** What starts steadfast, such as `deno task steadfast`. Default: "deno run -A jsr:@steadfast/core/cli". */
  command?: string;
}

/** A check's report for a terminal: a table of properties and optimizers, what went wrong, what was done. */
export function checkText(details: RunDetails, options: CheckTextOptions = {}): string {
  const notes = details.results.filter(({ outcome }) =>
    outcome === "inconclusive" || outcome === "violated" || outcome === "known"
  );
  return [
    ...table(details.results),
    "",
    ...notes.flatMap((result) => [...noteLines(result, options), ""]),
    ...details.mended.map((file) => `${file} holds now: delete it, or keep it as a fixture with promote`),
    ...summaryLines(details),
  ].join("\n");
}

/** What a result's cell of the table says: the cases judged, marked where they do not all hold. */
function cell({ outcome, judged, known }: PropertyResult): string {
  if (outcome === "not-applicable") return "-";
  if (outcome === "violated") return "FAIL";
  if (outcome === "inconclusive") return `?${judged}`;
  return outcome === "known" ? `${judged} (${known} known)` : `${judged}`;
}

function table(results: readonly PropertyResult[]): string[] {
  const columns = unique(results.map(({ rule }) => ruleName(rule)));
  const rows = unique(results.map(({ property }) => property.name));
  const texts = [["cases judged", ...columns]];
  for (const row of rows) {
    const found = columns.map((column) =>
      results.find(({ property, rule }) => property.name === row && ruleName(rule) === column)
    );
    texts.push([row, ...found.map((result) => result ? cell(result) : "")]);
  }
  const widths = texts[0].map((_, i) => Math.max(...texts.map((line) => line[i].length)));
  return texts.map((line) =>
    line.map((text, i) => i === 0 ? text.padEnd(widths[0]) : text.padStart(widths[i])).join("  ").trimEnd()
  );
}

function noteLines(result: PropertyResult, options: CheckTextOptions): string[] {
  const { property, rule, outcome, reason, defect, failure, judged } = result,
    title = `${property.name} / ${ruleName(rule)}`;
  if (outcome === "known") return [`KNOWN ${title}: ${defect!.reason}`];
  if (outcome === "inconclusive") return [`INCONCLUSIVE ${title}: ${reason}`];
  const lines = [`FAIL ${title}: ${failure?.record.failure ?? "out of date"}`, `  claimed: ${property.statement}`];
  if (!failure) return [...lines, `  ${reason}`];
  return [
    ...lines,
    `  seen in case ${judged}: ${failure.verdict.witness}`,
    ...failureLines(failure, options).map((line) => "  " + line),
  ];
}

/** A failure: its smallest config, what it shows, and the line that reproduces it. */
export function failureLines(
  { record, shrinking, flaky, file }: Failure,
  { command = "deno run -A jsr:@steadfast/core/cli" }: CheckTextOptions = {},
): string[] {
  const lines: string[] = [];
  if (flaky) lines.push("FLAKY: the same config gave other bits when it was run again, so it was not shrunk");
  if (shrinking) {
    const end = shrinking.ended === "minimal" ? "no field can be made simpler" : `stopped: ${shrinking.ended}`;
    lines.push(`smallest failing config, after ${shrinking.tried} trials (${end}):`);
  }
  lines.push(...configLines(record.config).map((line) => "  " + escapeControl(line)));
  if (record.witness) lines.push(`it shows: ${escapeControl(record.witness)}`);
  const subject = record.config.optimizer.kind === "subject" ? ` --subject=${record.config.optimizer.name}` : "";
  if (file) lines.push(`to reproduce: ${command} replay ${file}${escapeControl(subject)}`);
  else {lines.push(
      `to reproduce, save this as config.json and run: ${command} shrink config.json --property=${record.property}${
        escapeControl(subject)
      }`,
      JSON.stringify(record.config),
    );}
  return lines;
}

function summaryLines({ outcome, labels, trainings, steps, seed, profile, backend, elapsed }: RunDetails): string[] {
  const counts = JUDGEMENTS.map((name) => `${labels[name]} ${name}`).join(", ");
  const software = backend.software ? ", a software adapter: no GPU" : "";
  const where = backend.adapter ? `${backend.name} (${backend.adapter}${software})` : backend.name;
  return [
    `${trainings} trainings of ${steps} steps: ${counts}`,
    `seed ${seed}, profile ${profile}, backend ${where}, ${(elapsed / 1e3).toFixed(1)} s`,
    { holds: "All properties hold.", violated: "A property is violated.", inconclusive: "Inconclusive." }[outcome],
  ];
}

/** How a rule is called in a table. */
export function ruleName(rule: RuleSpec): string {
  return escapeControl(rule.kind === "subject" ? rule.name : rule.kind);
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
