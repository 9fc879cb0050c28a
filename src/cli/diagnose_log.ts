import { escapeControl, type LogDiagnosis } from "../core/mod.ts";
import { diagnoseLog } from "../diagnosis/mod.ts";
import { logDiagnosisLines } from "../report/mod.ts";
import type { Call, ExitStatus } from "./command.ts";
import { readLog } from "./judge.ts";
import { knownRun } from "./known.ts";
import { commandLine, print, printJson } from "./output.ts";

/** `steadfast diagnose --log=FILE` */
export async function diagnoseLogFile(
  file: string,
  { options, signal, json }: Pick<Call, "options" | "signal" | "json">,
): Promise<ExitStatus> {
  const known = knownRun(options), { curve, unit } = await readLog(file, signal);
  const diagnosis = diagnoseLog(curve, { unit, ...known });
  if (json) printJson({ log: file, ...diagnosis });
  else logDiagnosisLines(diagnosis, { command: commandLine() }).map(escapeControl).forEach(print);
  return statusOf(diagnosis);
}

function statusOf({ judgement, findings: [first] }: LogDiagnosis): ExitStatus {
  if (judgement === "stable") return 0;
  return first.standing === "supported" ? 1 : 3;
}
