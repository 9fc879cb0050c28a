import { type Replay, replay as replayRecord } from "../check/mod.ts";
import { escapeControl, type FailureRecord } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { configLines, explanationText, wrap } from "../report/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { loadData } from "./data.ts";
import { readRecord } from "./files.ts";
import { SHARED } from "./options.ts";
import { print, printJson } from "./output.ts";
import { loadProblem } from "./problem.ts";
import { loadSubject } from "./subject.ts";

/** `steadfast replay` */
export const replay: Command = {
  summary: "run a stored failure again, to the bit, and say so if it is not",
  operands: "FAILURE.json",
  arity: { least: 1, most: 1 },
  options: {
    "backend": { ...SHARED.backend, help: "another backend than the recorded one; bits are promised on the same only" },
    "subject": SHARED.subject,
    "data": SHARED.data,
    "problem": SHARED.problem,
  },
  notes: ["Exit status: 0 reproduced, 1 not reproduced, 2 bad usage or input, 3 interrupted."],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const given = options as { backend?: BackendName; subject?: string; data?: string; problem?: string };
  const record = await readRecord(file, { signal }), backend = given.backend ?? record.backend.name;
  const subject = await loadSubject(given.subject, { backend, config: record.config });
  const data = await loadData(given.data);
  const problem = await loadProblem(given.problem, { backend, config: record.config });
  const result = await replayRecord(record, { backend, subject, data, problem, signal });
  if (json) printJson(result);
  else [...recordLines(record), ...resultLines(result)].map(escapeControl).forEach(print);
  return result.reproduced ? 0 : 1;
}

function recordLines({ property, failure, config, explanation, recipe }: FailureRecord): string[] {
  const explained = explanation ? wrap(explanationText(explanation), { hang: "  " }) : [];
  const found = recipe ? [`found by: ${recipe}`] : [];
  return [`${property}: ${failure}`, ...configLines(config).map((line) => "  " + line), ...explained, ...found];
}

function resultLines({ reproduced, verdict, differences, environment, digests, backend }: Replay): string[] {
  const shows = verdict.kind === "violated" ? wrap(`it shows: ${verdict.witness}`, { hang: "  " }) : [];
  if (reproduced) return [...shows, `reproduced to the bit on ${backend.name} (${digests[0].slice(0, 12)})`];
  const alike = "backend and versions are those of the record";
  const told = [...differences, environment.length > 0 ? `here it is ${environment.join(", ")}` : alike].join("; ");
  return [...shows, ...wrap(`NOT reproduced: ${told}`, { hang: "  " })];
}
