import { InputError } from "../core/mod.ts";
import { symptomText } from "../report/mod.ts";
import { type Assessment, judgeCurve, type ParsedLog, parseLog } from "../stability/mod.ts";
import { type Call, type Command, type ExitStatus, statusOf } from "./command.ts";
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
  if (operands.filter((file) => file === "-").length > 1) {
    throw new InputError("arguments", "there must be one - at most: standard input can be read only once");
  }
  let worst: ExitStatus = 0, refused = 0;
  for (const file of operands) {
    try {
      const assessment = judgeCurve((await readLog(file, signal)).curve), status = statusOf(assessment.judgement);
      if (json) printJson({ log: file, ...assessment });
      else print(`${placeOf(file)}: ${sentence(assessment)}`);
      if (status === 1 || worst === 0) worst = status;
    } catch (error) {
      if (!(error instanceof InputError) || operands.length === 1) throw error;
      warn(error.message);
      refused++;
    }
  }
  if (refused > 0) throw new InputError("judge", `${refused} of ${operands.length} logs could not be judged`);
  return worst;
}

/** Reads a log, or standard input for `-`, and tells what was done to make sense of it. */
export async function readLog(file: string, signal: AbortSignal): Promise<ParsedLog> {
  const place = placeOf(file), log = parseLog(await readText(file, { signal, limit: MAX_LOG }), place);
  log.warnings.forEach((text) => warn(`${place}: ${text}`));
  return log;
}

function sentence({ judgement, onset, recovered, confidence, symptoms }: Assessment): string {
  const back = recovered === null ? "" : recovered ? ", recovered" : ", not recovered";
  const where = onset === null ? "" : ` from step ${onset}`;
  return [`${judgement}${where}${back}, confidence ${confidence.toFixed(2)}`, ...symptoms.map(symptomText)].join("; ");
}
