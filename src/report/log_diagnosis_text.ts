import { type Course, digits, type KnownRun, type LogDiagnosis, type LogFinding } from "../core/mod.ts";
import { type CommandOptions, pipedLine } from "./command_line.ts";
import { configLines } from "./config_text.ts";
import { MECHANISM_TEXTS } from "./mechanism_text.ts";
import { wrap } from "./wrap.ts";

const HEADLINES: Record<Course, string> = {
  "none": "The training is stable",
  "drift": "The loss goes down and then up, and the accuracy stays",
  "collapse": "The training loss goes down and then up",
  "blow-up": "The training diverges",
  "non-finite": "The loss becomes no number",
  "flat": "The training loss does not go down",
};

/** What the options are called that tell what is not known. */
const OPTION_NAMES: Partial<Record<keyof KnownRun, string>> = {
  stepsPerEpoch: "steps-per-epoch",
  labelSum: "label-sum",
  clipNorm: "clip-norm",
  schedule: "schedule, --raised-at",
};

/** So many mechanisms that nothing rules out are shown with their experiment. */
const SHOWN = 3;

/**
 * What may be behind a log, for a terminal, as an answer to who asked why the loss does that: what the curve shows, what to
 * check first and how, what can hardly be, what would tell more, and a training of ours to try.
 */
export function logDiagnosisLines(diagnosis: LogDiagnosis, options: CommandOptions = {}): string[] {
  const { findings, notes, course } = diagnosis;
  const open = findings.filter(({ standing, score }) => standing !== "refuted" && score > 0).slice(0, SHOWN);
  const rest = findings.filter((finding) => !open.includes(finding) && finding.standing !== "refuted");
  return [
    ...wrap(`${HEADLINES[course]}.`),
    ...paragraph(shownText(diagnosis)),
    ...findings.length > 0
      ? wrap("Unproven: from a log alone. Nothing was trained; this is what to check, the likeliest first.")
      : [],
    ...findings.length > 0 && open.length === 0
      ? paragraph("Nothing in the curve speaks for one cause above others.")
      : [],
    ...open.flatMap((finding, i) => findingLines(finding, i + 1)),
    ...otherLines("Cannot be told from it", rest.filter(({ score }) => score >= 0)),
    ...otherLines("Rather not", rest.filter(({ score }) => score < 0)),
    ...otherLines("Hardly", findings.filter(({ standing }) => standing === "refuted")),
    ...notes.length > 0 ? ["Worth knowing:", ...notes.flatMap(paragraph)] : [],
    ...missingLines(diagnosis),
    ...reproductionLines(diagnosis, options),
  ];
}

function paragraph(text: string): string[] {
  return wrap(text, { indent: "  ", hang: "  " });
}

function shownText({ judgement, onset, recovered, confidence, reading, known }: LogDiagnosis): string {
  const word = known.unit === "epochs" ? "epoch" : "step";
  const from = onset === null ? "" : ` from ${word} ${onset}`;
  const back = recovered === null ? "" : recovered ? ", recovered" : ", not recovered";
  const numbers = Object.fromEntries(Object.entries(reading).map(([name, value]) => [name, digits(Number(value), 4)]));
  const best = `${numbers.lossAtBest}${
    numbers.stepOfBest ? ` (before the rise at ${word} ${numbers.stepOfBest})` : ""
  }`;
  const worst = numbers.lossAtWorst ? `, then rises to ${numbers.lossAtWorst} (${word} ${numbers.stepOfWorst})` : "";
  const accuracy = numbers.accuracyAtBest
    ? ` Accuracy is ${numbers.accuracyAtBest} at best and ${numbers.accuracyAtEnd} at the end.`
    : "";
  const loss = numbers.lossAtBest
    ? ` The loss, noise taken off, starts at ${numbers.lossAtStart}, is least at ${best}${worst} and ends at ` +
      `${numbers.lossAtEnd}.${accuracy}`
    : "";
  return `Judged ${judgement.replace("-", " ")}${from}${back}, confidence ${confidence.toFixed(2)}.${loss}`;
}

function findingLines({ mechanism, standing, clues, experiment }: LogFinding, rank: number): string[] {
  const { name, theory } = MECHANISM_TEXTS[mechanism];
  return [
    ...wrap(`${rank}. ${name} (${standing})`, { hang: "   " }),
    ...[theory, ...clues.map(({ weight, says }) => `${sign(weight)} ${says}`), `To check: ${experiment}`].flatMap((
      text,
    ) => wrap(text, { indent: "   ", hang: "  " })),
  ];
}

function sign(weight: number): string {
  return weight === 0 ? "o" : (weight > 0 ? "+" : "-").repeat(Math.abs(weight));
}

function otherLines(heading: string, findings: readonly LogFinding[]): string[] {
  if (findings.length === 0) return [];
  const lines = findings.flatMap(({ mechanism, clues }) => {
    const telling = clues.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 1);
    return paragraph(`${MECHANISM_TEXTS[mechanism].name}: ${telling.map(({ says }) => says).join(" ")}`);
  });
  return [`${heading}:`, ...lines];
}

function missingLines({ missing }: LogDiagnosis): string[] {
  if (missing.length === 0) return [];
  const names = missing.map((name) => `--${OPTION_NAMES[name] ?? name}`);
  return wrap(`It would tell more if you told: ${names.join(", ")}`, { hang: "  " });
}

function reproductionLines({ reproduction, findings }: LogDiagnosis, options: CommandOptions): string[] {
  if (findings.length === 0) return [];
  if (!reproduction) {
    return wrap(
      "With --optimizer and --rate it gives a training of ours with the same numbers, to be diagnosed by experiment.",
    );
  }
  const { config, assumed } = reproduction, given = assumed.length > 0 ? `; assumed: ${assumed.join(", ")}` : "";
  const diagnose = pipedLine(config, { ...options, words: ["diagnose", "-"] });
  const boundary = pipedLine(config, { ...options, words: ["boundary", "-"] });
  return [
    ...wrap(`A training of ours with the same numbers, unproven to fail as yours does${given}:`, { hang: "  " }),
    ...configLines(config).map((line) => `  ${line}`),
    ...paragraph(
      "Its curvature is not that of yours. If it is stable, its largest stable rate tells where it would not be.",
    ),
    `to diagnose it: ${diagnose}`,
    `to find its largest stable rate: ${boundary}`,
  ];
}
