import type { PropertyResult, RunDetails } from "../check/mod.ts";
import { escapeControl, JUDGEMENTS } from "../core/mod.ts";
import { withoutFolder } from "./config_text.ts";
import type { CommandOptions } from "./command_line.ts";
import { failureLines, ruleName } from "./failure_text.ts";
import { padded } from "./padded.ts";
import { wrap } from "./wrap.ts";

/** What a report of a check says besides the details. */
export interface CheckTextOptions extends CommandOptions {
  /** The command that makes the same check again. */
  repeat?: string;
  /** How wide the table may be. Default: 120. */
  columns?: number;
  /** Whether to tell only what does not hold, and what it was found with: no table, no counts. Default: false. */
  brief?: boolean;
}

/**
 * A check's report for a terminal: a table of properties and optimizers, what went wrong, what was done. Its sentences
 * fit 80 columns, but for lines to copy.
 */
export function checkText(details: RunDetails, options: CheckTextOptions = {}): string {
  const { results, mended } = details, failed = results.filter(({ outcome }) => outcome === "violated");
  const failures = failed.map((result) => failLines(result, options));
  if (options.brief) return briefLines(details, failures).map(escapeControl).join("\n");
  const notes = [...unclaimedNotes(results), ...sharedNotes(results), ...failures];
  const lines = [
    ...table(results, options.columns ?? 120),
    "",
    ...notes.flatMap((lines) => [...lines, ""]),
    ...skippedLines(details),
    ...mended.flatMap((file) => wrap(`${file} holds now: delete it, or keep it as a fixture with promote`)),
    ...summaryLines(details, options),
  ];
  return lines.map(escapeControl).join("\n");
}

function briefLines(details: RunDetails, failures: string[][]): string[] {
  const open = sharedNotes(details.results.filter(({ outcome }) => outcome === "inconclusive"));
  return [
    ...skippedLines(details),
    ...[...open, ...failures].flatMap((lines) => [...lines, ""]),
    ...wrap(foundWith(details), { hang: "  " }),
  ];
}

/** Files of the store that could not be used. */
function skippedLines({ unread }: RunDetails): string[] {
  return unread.flatMap(({ message }) => wrap(`SKIPPED ${message}`, { hang: "  " }));
}

/** What a result's cell of the table says: the cases judged, marked where they do not all hold. */
function cell({ outcome, judged, known }: PropertyResult): string {
  if (outcome === "not-applicable") return "-";
  if (outcome === "violated") return "FAIL";
  if (outcome === "inconclusive") return `?${judged}`;
  return outcome === "known" ? `${judged} (${known} known)` : `${judged}`;
}

/** A row a property, a column an optimizer; below each other where they do not stand in one line. */
function table(results: readonly PropertyResult[], width: number): string[] {
  const rows = ["cases judged", ...unique(results.map(({ property }) => property.name))];
  const titles = padded(rows, "padEnd"), blocks = [titles];
  for (const name of unique(results.map(({ rule }) => ruleName(rule)))) {
    const own = results.filter(({ rule }) => ruleName(rule) === name);
    const cells = rows.slice(1).map((row) => own.find(({ property }) => property.name === row));
    const column = padded([name, ...cells.map((result) => result ? cell(result) : "")]), block = blocks.at(-1)!;
    const wider = block.map((line, i) => `${line}  ${column[i]}`);
    if (wider[0].length <= width || block === titles) blocks[blocks.length - 1] = wider;
    else blocks.push(titles.map((title, i) => `${title}  ${column[i]}`));
  }
  return blocks.flatMap((block, i) => [...i > 0 ? [""] : [], ...block.map((line) => line.trimEnd())]);
}

/** Results that one cause keeps from being plain, a note for each cause. */
function sharedNotes(results: readonly PropertyResult[]): string[][] {
  const titles = new Map<string, { outcome: string; titles: string[] }>();
  for (const result of results) {
    const { outcome } = result;
    if (outcome !== "known" && outcome !== "inconclusive") continue;
    const cause = (outcome === "known" ? result.defect?.reason : result.reason) ?? "";
    const note = titles.get(cause) ?? { outcome, titles: [] };
    titles.set(cause, { ...note, titles: [...note.titles, title(result)] });
  }
  return Array.from(titles, ([cause, { outcome, titles }]) => {
    const more = titles.length > 4 ? ` and ${titles.length - 3} more` : "";
    const named = titles.slice(0, more ? 3 : 4).join(", ") + more;
    return wrap(`${outcome.toUpperCase()} ${named}: ${cause}`, { hang: "  " });
  });
}

/** Properties that are not claimed of what the check is on, a note for each reason. */
function unclaimedNotes(results: readonly PropertyResult[]): string[][] {
  const unclaimed = results.filter(({ outcome, reason }) => outcome === "not-applicable" && reason);
  return unique(unclaimed.map(({ reason }) => reason!)).map((reason) => {
    const names = unique(unclaimed.filter((result) => result.reason === reason).map(({ property }) => property.name));
    return wrap(`NOT CLAIMED ${names.join(", ")}: ${reason}`, { hang: "  " });
  });
}

function failLines(result: PropertyResult, options: CheckTextOptions): string[] {
  const { property, reason, failure, judged } = result;
  const note = (text: string) => wrap(text, { indent: "  ", hang: "  " });
  const lines = [
    ...wrap(`FAIL ${title(result)}: ${failure?.record.failure ?? "out of date"}`, { hang: "  " }),
    ...note(`claimed: ${property.statement}`),
  ];
  if (failure) {
    const shown = failureLines(failure, options).map((line) => "  " + line);
    return [...lines, ...note(`seen in case ${judged}: ${failure.verdict.witness}`), ...shown];
  }
  return [...lines, ...note(reason ?? ""), ...options.repeat ? [`  to reproduce: ${options.repeat}`] : []];
}

function summaryLines(details: RunDetails, { repeat }: CheckTextOptions): string[] {
  const { outcome, labels, trainings, steps, elapsed } = details;
  const counts = JUDGEMENTS.map((name) => `${labels[name]} ${name}`).join(", ");
  return [
    ...wrap(`${trainings} trainings of ${steps} steps in all: ${counts}`, { hang: "  " }),
    ...wrap(`${foundWith(details)}, ${(elapsed / 1e3).toFixed(1)} s`, { hang: "  " }),
    ...repeat ? [`to repeat it: ${repeat}`] : [],
    { holds: "All properties hold.", violated: "A property is violated.", inconclusive: "Inconclusive." }[outcome],
  ];
}

function foundWith({ seed, profile, backend, data, problem }: RunDetails): string {
  const software = backend.software ? ", a software adapter: no GPU" : "";
  const where = backend.adapter ? `${backend.name} (${backend.adapter}${software})` : backend.name;
  const own = problem ?? data, on = own ? `, ${problem ? "problem" : "data"} ${withoutFolder(own)}` : "";
  return `seed ${seed}, profile ${profile}, backend ${where}${on}`;
}

function title({ property, rule }: PropertyResult): string {
  return `${property.name} / ${ruleName(rule)}`;
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
