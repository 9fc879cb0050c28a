import type { Cure, Diagnosis, Finding, Standing } from "../core/mod.ts";
import type { CommandOptions } from "./command_line.ts";
import { configLines } from "./config_text.ts";
import {
  bestCure,
  causeText,
  costText,
  diagnosisCommands,
  findingText,
  happenedText,
  headline,
  PROOF_RULE,
  proofText,
  tallyText,
  trialsText,
  unknownText,
} from "./diagnosis_words.ts";
import { MECHANISM_TEXTS } from "./mechanism_text.ts";
import { wrap } from "./wrap.ts";

/**
 * A diagnosis for a terminal, as an answer to who asked why the loss does that: what happened, the cause and how sure it is, the
 * cure with its proof and its cost, what it is not, and the lines to copy that show it.
 */
export function diagnosisLines(diagnosis: Diagnosis, options: CommandOptions = {}): string[] {
  const { config, notes } = diagnosis;
  return [
    ...block(`${headline(diagnosis)}.`, [happenedText(diagnosis)]),
    ...configLines(config).map((line) => `  ${line}`),
    ...causeLines(diagnosis),
    ...cureLines(diagnosis),
    ...otherLines(diagnosis),
    ...notes.length > 0 ? block("Worth knowing:", notes) : [],
    ...wrap(tallyText(diagnosis), { hang: "  " }),
    ...diagnosisCommands(diagnosis, options).map(({ shows, line }) => `${shows}: ${line}`),
  ];
}

/** A heading, and texts below it. */
function block(heading: string, texts: readonly string[]): string[] {
  return [...wrap(heading, { hang: "  " }), ...texts.flatMap((text) => wrap(text, { indent: "  ", hang: "  " }))];
}

function causeLines(diagnosis: Diagnosis): string[] {
  const { mechanism, standing, findings: [first], failure } = diagnosis, unknown = unknownText(diagnosis);
  const texts = mechanism === null ? [] : [MECHANISM_TEXTS[mechanism].theory, first.says];
  const rule = standing === "proven" || failure.judgement === "stable" ? [] : [PROOF_RULE];
  return block(`${causeText(diagnosis)}.`, [...texts, ...unknown === undefined ? [] : [unknown], ...rule]);
}

function cureLines(diagnosis: Diagnosis): string[] {
  const { mechanism, findings: [first], failure } = diagnosis, cure = bestCure(diagnosis);
  if (failure.judgement === "stable") return [];
  if (!cure) return mechanism === null ? [] : block("No change that was tried cures it:", first.cures.map(changeText));
  const heading = mechanism === null ? "A change that removes the failure, whatever its cause" : "Cure";
  const tried = first.cures.filter((other) => other !== cure).map(changeText);
  return [
    ...block(`${heading}: ${cure.change}.`, [proofText(cure, diagnosis), costText(cure)]),
    ...tried.length > 0 ? block("Also tried:", tried) : [],
  ];
}

/** A change and what came of it, in short. */
function changeText({ change, outcome, cured }: Cure): string {
  const runs = cured.runs === 0 ? "" : `, ${trialsText(cured)} fail`;
  return `${change}: ${outcome.replace("-", " ")}${runs}`;
}

const OTHERS: Record<Standing, string> = {
  "proven": "Proven as well",
  "supported": "Supported as well",
  "unknown": "Could not be told",
  "refuted": "Not the cause",
};

function otherLines(diagnosis: Diagnosis): string[] {
  const { findings, mechanism } = diagnosis;
  const others = findings.filter((finding) => finding.mechanism !== mechanism);
  return (Object.keys(OTHERS) as Standing[]).flatMap((standing) => {
    const such = others.filter((finding) => finding.standing === standing);
    return such.length > 0
      ? [...wrap(`${OTHERS[standing]}:`), ...such.flatMap((finding) => otherLine(finding, diagnosis))]
      : [];
  });
}

function otherLine(finding: Finding, diagnosis: Diagnosis): string[] {
  return wrap(`${MECHANISM_TEXTS[finding.mechanism].name}: ${findingText(finding, diagnosis)}`, {
    indent: "  ",
    hang: "  ",
  });
}
