import { escapeControl, InputError } from "../core/mod.ts";
import { type Assessment, judgeCurve, parseLog } from "../stability/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { placeOf, readText } from "./files.ts";
import { print, printJson, warn } from "./output.ts";

/** The largest log that is read, bytes. */
const MAX_LOG = 2 ** 26;

/** `steadfast judge` */
export const judge: Command = {
  summary: "symptoms in anybody's training log: step,loss[,accuracy] in CSV or JSON Lines",
  operands: "LOG...",
  arity: { least: 1, most: Infinity },
  options: {},
  notes: [
    "LOG is a file, or - for standard input. One line for each log.",
    "Exit status, the worst of all logs: 0 stable, 1 late rise or diverged, 2 malformed or unreadable, 3 no progress.",
  ],
  run,
};

async function run({ operands, json, signal }: Call): Promise<ExitStatus> {
  const faults: InputError[] = [];
  let worst: ExitStatus = 0;
  for (const file of operands) {
    if (signal.aborted) return 3;
    try {
      const place = placeOf(file), { curve, warnings } = parseLog(await readText(file, MAX_LOG), place);
      warnings.forEach((text) => warn(`${place}: ${text}`));
      const assessment = judgeCurve(curve), status = statusOf(assessment);
      if (json) printJson({ log: file, ...assessment });
      else print(`${place}: ${sentence(assessment)}`);
      if (status === 1 || worst === 0) worst = status;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      warn(error.message);
      faults.push(error);
    }
  }
  if (faults.length > 0) {
    throw new InputError("judge", `${faults.length} of ${operands.length} logs could not be judged`);
  }
  return worst;
}

function statusOf({ judgement }: Assessment): ExitStatus {
  return judgement === "stable" ? 0 : judgement === "no-progress" ? 3 : 1;
}

function sentence({ judgement, onset, recovered, confidence, symptoms }: Assessment): string {
  const back = recovered === null ? "" : recovered ? ", recovered" : ", not recovered";
  const notes = symptoms.map(({ name, onset, evidence }) =>
    `${name} at ${onset} (${Object.entries(evidence).map(([key, value]) => `${key} ${value}`).join(", ")})`
  );
  const where = onset === null ? "" : ` from step ${onset}`;
  return escapeControl([`${judgement}${where}${back}, confidence ${confidence.toFixed(2)}`, ...notes].join("; "));
}
