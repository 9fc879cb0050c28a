import { type Cure, type Diagnosis, digits, type Finding, type Trials } from "../../core/mod.ts";
import { capital, findingText, trialsText } from "../diagnosis_words.ts";
import { MECHANISM_TEXTS } from "../mechanism_text.ts";
import { evidenceText } from "../symptom_text.ts";
import { type Content, type Markup, markup, typeset } from "./markup.ts";

/** A table: what a column is called, and whether it holds numbers; rows whose first cell is their head. */
function table(
  caption: string,
  columns: readonly { name: string; number?: boolean }[],
  rows: readonly (readonly Content[])[],
): Markup {
  const kind = (i: number) => columns[i].number ? "number" : "text";
  return markup`<div class="wide"><table role="table" aria-label="${caption}">
<thead role="rowgroup"><tr role="row">${
    columns.map(({ name }, i) => markup`<th role="columnheader" scope="col" class="${kind(i)}">${name}</th>`)
  }</tr></thead>
<tbody role="rowgroup">
${
    rows.map(([head, ...cells]) =>
      markup`<tr role="row"><th role="rowheader" scope="row">${head}</th>${
        cells.map((cell, i) =>
          markup`<td role="cell" class="${kind(i + 1)}" data-label="${columns[i + 1].name}">${cell}</td>`
        )
      }</tr>
`
    )
  }</tbody>
</table></div>
`;
}

/** What is said of each mechanism, with its numbers. */
export function findingsTable(diagnosis: Diagnosis): Markup {
  const columns = [{ name: "Mechanism" }, { name: "Standing" }, { name: "Why" }];
  return table(
    "Findings",
    columns,
    diagnosis.findings.map((finding) => {
      const { mechanism, standing, evidence } = finding, numbers = evidenceText(evidence);
      return [
        capital(MECHANISM_TEXTS[mechanism].name),
        markup`<span class="standing ${standing}">${standing}</span>`,
        [typeset(findingText(finding, diagnosis)), numbers ? markup`<div class="numbers">${numbers}</div>` : undefined],
      ];
    }),
  );
}

/** Every change that was tried, what came of it, and what it cost. */
export function curesTable(findings: readonly Finding[]): Markup {
  const columns = [
    { name: "Change" },
    { name: "Against" },
    { name: "Outcome" },
    { name: "Fail un-cured", number: true },
    { name: "Fail cured", number: true },
    { name: "Fail by the rival", number: true },
    { name: "Size", number: true },
    { name: "Loss at the end", number: true },
    { name: "Steps to un-cured best", number: true },
  ];
  const rows = findings.flatMap(({ mechanism, cures }) =>
    cures.map((cure) => [typeset(cure.change), MECHANISM_TEXTS[mechanism].name, ...cureCells(cure)])
  );
  return table("Changes that were tried", columns, rows);
}

function cureCells({ outcome, uncured, cured, rival, size, cost }: Cure): Content[] {
  return [
    outcome.replace("-", " "),
    cell(uncured),
    cell(cured),
    rival && cell(rival.cured),
    `×${digits(Math.exp(size))}`,
    cost.finalLoss === null ? undefined : digits(cost.finalLoss),
    cost.stepsToUncuredBest === null ? undefined : digits(cost.stepsToUncuredBest, 4),
  ];
}

const cell = (trials: Trials) => trials.runs === 0 ? undefined : trialsText(trials);

/** The trials of a proof as a mark for each run: full where it failed. */
export function trialsList({ uncured, cured, rival }: Cure): Content {
  if (cured.runs === 0) return undefined;
  const rows = [
    ["Un-cured", uncured] as const,
    ["Cured", cured] as const,
    ...rival ? [["Rival's change", rival.cured] as const] : [],
  ];
  return markup`<dl class="trials">${
    rows.map(([name, trials]) =>
      markup`<dt>${name}</dt><dd class="dots" aria-hidden="true">${dots(trials)}</dd><dd>${
        trialsText(trials)
      } fail</dd>`
    )
  }</dl>
`;
}

/** More than fit beside each other are only counted. */
const MOST_DOTS = 20;

function dots({ failed, runs }: Trials): Content {
  if (runs > MOST_DOTS) return undefined;
  return [
    markup`<span class="failed">${"●".repeat(failed)}</span>`,
    markup`<span class="held">${"○".repeat(runs - failed)}</span>`,
  ];
}
