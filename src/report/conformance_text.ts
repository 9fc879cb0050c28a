import type { Conformance, Counterexample, KnownDefect, LossTrial, Trial } from "../conformance/mod.ts";
import { escapeControl } from "../core/mod.ts";
import { padded } from "./padded.ts";
import { wrap } from "./wrap.ts";

/**
 * A report of conformance for a terminal: a table of laws and candidates, then what is violated and what is known, then
 * the conventions that were found.
 */
export function conformanceText({ candidates, seed, runs, outcome }: Conformance): string {
  const known = candidates.some(({ results }) => results.some(({ known }) => known));
  const laws = [...new Set(candidates.flatMap(({ results }) => results.map(({ law }) => law)))];
  const lines = [
    ...table(candidates, laws),
    "",
    ...candidates.flatMap(violations),
    ...knownLines(candidates),
    ...conventionLines(candidates),
    `${runs} trials of each law, seed ${seed}`,
    {
      holds: known ? "All laws hold, but for known defects." : "All laws hold.",
      violated: "A law is violated.",
      inconclusive: "Interrupted.",
    }[outcome],
  ];
  return lines.map(escapeControl).join("\n");
}

type Candidates = Conformance["candidates"];

/** A row a law, a column a candidate. */
function table(candidates: Candidates, laws: string[]): string[] {
  const columns = candidates.map(({ name, results }) => [
    name,
    ...laws.map((law) => {
      const result = results.find((result) => result.law === law);
      if (!result) return "";
      if (result.outcome === "not-applicable") return "-";
      return result.outcome === "holds" ? "holds" : result.known ? "known" : "FAIL";
    }),
  ]);
  const rows = [padded(["law", ...laws], "padEnd"), ...columns.map((column) => padded(column))];
  return rows[0].map((_, i) => rows.map((column) => column[i]).join("  ").trimEnd());
}

function violations({ name, results }: Candidates[number]): string[] {
  return results.filter(({ outcome, known }) => outcome === "violated" && !known).flatMap((result) => [
    ...wrap(`FAIL ${result.law} / ${name}`, { hang: "  " }),
    ...wrap(`claimed: ${result.statement}`, { indent: "  ", hang: "  " }),
    ...counterexampleLines(result.counterexample!).flatMap((line) => wrap(line, { indent: "  ", hang: "  " })),
    "",
  ]);
}

/** What was given, seen and expected, a line each. */
export function counterexampleLines({ trial, seen, expected }: Counterexample<Trial | LossTrial>): string[] {
  return [`given: ${trialText(trial)}`, `seen: ${seen}`, `expected: ${expected}`];
}

/** A trial in words. */
export function trialText(trial: Trial | LossTrial): string {
  const rows = (list: number[][]) => list.map((row) => `(${row.join(", ")})`).join(", ");
  if ("gradients" in trial) {
    return `rate ${trial.rate}, weights from ${rows([trial.start])}, gradients ${rows(trial.gradients)}`;
  }
  const { labels, outputs, weights, smoothing, ranked } = trial;
  return [
    `labels ${rows(labels)}, outputs ${rows(outputs)}`,
    ...weights ? [`weights ${rows([weights])}`] : [],
    ...smoothing > 0 ? [`smoothing ${smoothing}`] : [],
    ...ranked ? ["as [samples, 1, classes]"] : [],
  ].join(", ");
}

function knownLines(candidates: Candidates): string[] {
  const all = candidates.flatMap(({ name, results }) => results.map(({ law, known }) => ({ name, law, known })));
  const unique = (texts: string[]) => [...new Set(texts)].join(", ");
  return [...new Set(all.flatMap(({ known }) => known ?? []))].flatMap((defect: KnownDefect) => {
    const own = all.filter(({ known }) => known === defect);
    const title = `${unique(own.map(({ law }) => law))} / ${unique(own.map(({ name }) => name))}`;
    return [...wrap(`KNOWN ${title}: ${defect.reason}`, { hang: "  " }), ""];
  });
}

function conventionLines(candidates: Candidates): string[] {
  const names = new Map<string, string[]>();
  for (const { name, results } of candidates) {
    for (const { law, conventions } of results) {
      // What all do is no convention.
      if (conventions?.length !== 1 || conventions[0].endsWith(", all")) continue;
      const text = `${law}, ${conventions[0]}`;
      names.set(text, [...names.get(text) ?? [], name]);
    }
  }
  const lines = Array.from(names, ([text, own]) => wrap(`CONVENTION ${own.join(", ")}: ${text}`, { hang: "  " }))
    .flat();
  return lines.length > 0 ? [...lines, ""] : [];
}
