import { type Diagnosis, type TrainingConfig, VERSION } from "../../core/mod.ts";
import type { CommandOptions } from "../command_line.ts";
import { configRows } from "../config_text.ts";
import {
  bestCure,
  causeText,
  costText,
  diagnosisCommands,
  happenedText,
  headline,
  PROOF_RULE,
  proofText,
  tallyText,
  unknownText,
} from "../diagnosis_words.ts";
import { MECHANISM_TEXTS } from "../mechanism_text.ts";
import { figures } from "./figures.ts";
import { type Content, Markup, markup, typeset } from "./markup.ts";
import { STYLE } from "./style.ts";
import { curesTable, findingsTable, trialsList } from "./tables.ts";

/**
 * A diagnosis as one page of HTML that needs nothing else: no script, no other file. It fits a phone and paper, and follows
 * the reader's choice of dark or light. It is well-formed XML, too; whatever comes from the diagnosis is escaped.
 *
 * @param options how the commands on it are named
 */
export function diagnosisPage(diagnosis: Diagnosis, options: CommandOptions = {}): string {
  const title = headline(diagnosis);
  return markup`<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${title} – Steadfast</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<p class="kicker">Diagnosis of a training run</p>
<h1>${title}</h1>
<p class="lede">${typeset(happenedText(diagnosis))}</p>
</header>
<main>
${[cause(diagnosis), curesSection(diagnosis), curves(diagnosis), tables(diagnosis), notes(diagnosis)]}
${reproduction(diagnosis, options)}</main>
<footer>${tallyText(diagnosis)}. Steadfast ${VERSION}.</footer>
</body>
</html>
`.text;
}

function section(heading: string, content: Content): Content {
  return markup`<section>
<h2>${typeset(heading)}</h2>
${content}</section>
`;
}

const paragraph = (text: string | undefined): Content =>
  text && markup`<p>${typeset(text)}</p>
`;

function cause(diagnosis: Diagnosis): Content {
  const { mechanism, standing, findings: [first], failure } = diagnosis;
  return section(causeText(diagnosis), [
    mechanism === null ? undefined : [paragraph(MECHANISM_TEXTS[mechanism].theory), paragraph(first.says)],
    paragraph(unknownText(diagnosis)),
    standing === "proven" || failure.judgement === "stable"
      ? undefined
      : markup`<p class="aside">${typeset(PROOF_RULE)}</p>
`,
  ]);
}

function curesSection(diagnosis: Diagnosis): Content {
  const { mechanism, failure } = diagnosis, cure = bestCure(diagnosis);
  if (failure.judgement === "stable" || (!cure && mechanism === null)) return undefined;
  if (!cure) return section("No change that was tried cures it", undefined);
  const heading = mechanism === null ? "A change that removes the failure, whatever its cause" : "Cure";
  return section(`${heading}: ${cure.change}`, [
    trialsList(cure),
    paragraph(proofText(cure, diagnosis)),
    paragraph(costText(cure)),
  ]);
}

function curves(diagnosis: Diagnosis): Content {
  return section(diagnosis.curves.cured ? "The run, un-cured and cured" : "The run", figures(diagnosis));
}

function tables(diagnosis: Diagnosis): Content {
  const { findings, horizon } = diagnosis;
  return [
    findings.some(({ cures }) => cures.length > 0)
      ? section("What was tried", [
        markup`<p class="aside">Fresh seeds, the same un-cured and cured${
          horizon === 1 ? "" : `, over ${horizon} times the steps`
        }. Size: the factor by which the change makes steps longer or shorter before the failure. Loss and steps: medians.</p>
`,
        curesTable(findings),
      ])
      : undefined,
    findings.length > 0 ? section("What may be the cause, and what is not", findingsTable(diagnosis)) : undefined,
  ];
}

function notes({ notes }: Diagnosis): Content {
  return notes.length > 0
    ? section(
      "Worth knowing",
      markup`<ul>${notes.map((note) => markup`<li>${typeset(note)}</li>`)}</ul>
`,
    )
    : undefined;
}

function reproduction(diagnosis: Diagnosis, options: CommandOptions): Content {
  return section("To run it again", [
    facts(diagnosis.config),
    diagnosisCommands(diagnosis, options).map(({ shows, line }) =>
      markup`<p class="aside">${shows}:</p>
<pre>${line}</pre>
`
    ),
  ]);
}

function facts(config: TrainingConfig): Content {
  const rows = configRows(config).map((row) => /^(\S+)\s+(.*)$/s.exec(row)!.slice(1));
  return markup`<dl class="facts">${
    rows.map(([name, value]) => markup`<dt>${name}</dt><dd>${typeset(value)}</dd>`)
  }</dl>
`;
}
