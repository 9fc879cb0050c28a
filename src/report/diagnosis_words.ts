import {
  canonicalJson,
  type Cure,
  type Diagnosis,
  digits,
  type Finding,
  type Judgement,
  type Trials,
} from "../core/mod.ts";
import { type CommandOptions, pipedLine } from "./command_line.ts";
import { MECHANISM_TEXTS } from "./mechanism_text.ts";
import { evidenceText } from "./symptom_text.ts";

const HEADLINES: Record<Judgement, string> = {
  "late-rise": "The training loss goes down and then up",
  "diverged": "The training diverges",
  "no-progress": "The training loss does not go down",
  "stable": "The training is stable",
};

/** What the run does, in a few words. */
export function headline({ failure }: Diagnosis): string {
  return HEADLINES[failure.judgement];
}

/** What a proof asks for, which a reader may want to know where there is none. */
export const PROOF_RULE =
  "Proven is a mechanism if, over at least 10 pairs of runs with fresh seeds, at least 80 % fail " +
  "as it was and at most 10 % with its cure, and a rival's change of equal size is no cure.";

/** What the run shows: judgement, onset, and the losses and accuracies that the evidence tells of. */
export function happenedText({ failure: { judgement, onset, evidence }, config }: Diagnosis): string {
  const { lossAtStart, lossAtBest, stepOfBest, lossAtEnd, accuracyAtBest, accuracyAtEnd, ...rest } = evidence;
  const from = onset === null ? `in ${config.steps} steps` : `from step ${onset} of ${config.steps}`;
  const loss = [
    ...saying`starts at ${lossAtStart}`,
    ...saying`is least at ${lossAtBest}${typeof stepOfBest === "number" ? ` (step ${stepOfBest})` : ""}`,
    ...saying`ends at ${lossAtEnd}`,
  ];
  const accuracy = [...saying`is ${accuracyAtBest} at best`, ...saying`${accuracyAtEnd} at the end`];
  return [
    `Judged ${judgement.replace("-", " ")}, ${from}.`,
    ...loss.length > 0 ? [`The loss of the whole training set ${listed(loss)}.`] : [],
    ...accuracy.length > 0 ? [`Accuracy ${listed(accuracy)}.`] : [],
    ...Object.keys(rest).length > 0 ? [`${capital(evidenceText(rest))}.`] : [],
  ].join(" ");
}

/** A clause around a number, if there is one. */
function saying(words: TemplateStringsArray, value?: number | string, more = ""): string[] {
  return typeof value === "number" ? [`${words[0]}${digits(value, 4)}${more}${words.at(-1)}`] : [];
}

/** The cause, and how sure it is, in a few words; where there is none, that. */
export function causeText({ failure, mechanism, standing }: Diagnosis): string {
  if (mechanism === null) return failure.judgement === "stable" ? "No cause is sought" : "The cause is not known";
  const { name } = MECHANISM_TEXTS[mechanism];
  return standing === "proven" ? `Cause, proven: ${name}` : `Likely cause, not proven: ${name}`;
}

/** Why there is no cause to name; undefined if there is one. */
export function unknownText({ failure, mechanism, cut }: Diagnosis): string | undefined {
  if (mechanism !== null) return undefined;
  if (failure.judgement === "stable") return "Nothing fails, so there is nothing to cure.";
  const end = cut === undefined
    ? "No mechanism that was examined is supported by its numbers and by an experiment"
    : `The diagnosis was cut short (${cut}) before a mechanism was supported by its numbers and by an experiment`;
  return `${end}, and a guess is worth nothing.`;
}

/** The first change of the foremost finding that cures: the one that the cured curves are of. */
export function bestCure({ findings }: Diagnosis): Cure | undefined {
  return findings[0]?.cures.find(({ outcome }) => outcome === "cured");
}

/** How many of how many. */
export function trialsText({ failed, runs }: Trials): string {
  return runs === 0 ? "not run" : `${failed} of ${runs}`;
}

/** What the experiment with a cure shows: the paired fresh seeds, or the run's own, and the rival's. */
export function proofText(
  { holds, uncured, cured, rival, outcome }: Cure,
  { horizon }: Pick<Diagnosis, "horizon">,
): string {
  const own = `With the failing run's own seeds it ${holds ? "holds" : "fails"}.`;
  if (cured.runs === 0) {
    return `${own} ${outcome === "delayed" ? "The failure is only delayed." : "Fresh seeds were not tried."}`;
  }
  const over = horizon === 1 ? "" : `, over ${digits(horizon, 4)} times the steps`;
  const pairs =
    `Of the same fresh seeds (initialisation, data, order)${over}, ${trialsText(uncured)} fail without the ` +
    `change, and ${trialsText(cured)} with it.`;
  const control = rival
    ? ` The control, a rival's change of equal size (${rival.change}): ${trialsText(rival.cured)} fail.`
    : "";
  return pairs + control;
}

/** What a cure costs, or gains. */
export function costText({ size, cost: { finalLoss, stepsToUncuredBest, uncuredStepOfBest } }: Cure): string {
  const factor = digits(Math.exp(size));
  const change = factor === "1" ? "Steps before the failure stay as long as they were." : "Steps before the failure " +
    `change their length by a factor of ${factor} in the mean.`;
  const reached = stepsToUncuredBest === null
    ? "most cured runs do not come to the best loss of the un-cured"
    : `the best loss of the un-cured is reached at step ${digits(stepsToUncuredBest, 4)}` +
      (uncuredStepOfBest === null ? "" : ` instead of ${digits(uncuredStepOfBest, 4)}`);
  const loss = finalLoss === null ? "" : `the loss at the end is ${digits(finalLoss)}, `;
  return `${change} In the median, ${loss}and ${reached}.`;
}

/** What is said of a mechanism, and why no more is known of one that may be the cause beside the diagnosis. */
export function findingText(
  { mechanism, standing, says, cures }: Finding,
  diagnosis: Pick<Diagnosis, "standing">,
): string {
  if (standing !== "unknown") return says;
  if (cures.length === 0 && diagnosis.standing === "proven") return `${says} Not tried, as the cause is proven.`;
  const changeThat = (is: Cure["outcome"]) => cures.find(({ outcome }) => outcome === is)?.change;
  if (changeThat("cured") !== undefined) {
    return mechanism === "rate-above-bound"
      ? `${says} A lower rate cures almost everything: that it does here proves nothing beside a change at an unchanged rate.`
      : says;
  }
  const stalled = changeThat("stalled"), notTried = changeThat("not-tried");
  if (stalled !== undefined) return `${says} With ${stalled} it no longer rises, but learns nothing, either.`;
  if (notTried !== undefined) return `${says} Not tried: ${notTried}, which would take too many steps.`;
  return says;
}

/** What it took. */
export function tallyText({ tally, backend, cut }: Diagnosis): string {
  const end = cut === undefined ? "" : `; cut short: ${cut}`;
  return `${tally.trainings} trainings of ${tally.steps} steps in all, backend ${backend.name}${end}`;
}

/** The lines to copy that show the failure, and its cure, each with what it shows; those that a command can show. */
export function diagnosisCommands(
  diagnosis: Diagnosis,
  options: CommandOptions = {},
): { shows: string; line: string }[] {
  const { config, backend } = diagnosis, cure = bestCure(diagnosis);
  const onCured = cure?.backend ?? backend.name;
  // A change that neither the config nor the backend tells is one of code.
  const isTold = cure && (onCured !== backend.name || canonicalJson(cure.config) !== canonicalJson(config));
  const fails = pipedLine(config, { ...options, words: ["train", "-", `--backend=${backend.name}`] });
  const holds = isTold && pipedLine(cure.config, { ...options, words: ["train", "-", `--backend=${onCured}`] });
  return [
    ...holds ? [{ shows: "to see it cured", line: holds }] : [],
    ...fails ? [{ shows: diagnosis.failure.judgement === "stable" ? "to see it" : "to see it fail", line: fails }] : [],
  ];
}

/** Words in a row. */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** With a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
