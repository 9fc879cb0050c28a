import { type Replay, replay as replayRecord } from "../check/mod.ts";
import { escapeControl, type FailureRecord, VERSION } from "../core/mod.ts";
import { type BackendName, TFJS_VERSION } from "../kernels/mod.ts";
import { configLines, wrap } from "../report/mod.ts";
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
  else [...recordLines(record), ...resultLines(result, record)].map(escapeControl).forEach(print);
  return result.reproduced ? 0 : 1;
}

function recordLines({ property, failure, config, recipe }: FailureRecord): string[] {
  const found = recipe ? [`found by: ${recipe}`] : [];
  return [`${property}: ${failure}`, ...configLines(config).map((line) => "  " + line), ...found];
}

function resultLines({ reproduced, verdict, differences, digests, backend }: Replay, record: FailureRecord): string[] {
  const shows = verdict.kind === "violated" ? wrap(`it shows: ${verdict.witness}`, { hang: "  " }) : [];
  if (reproduced) return [...shows, `reproduced to the bit on ${backend.name} (${digests[0].slice(0, 12)})`];
  return [...shows, ...wrap(`NOT reproduced: ${differences.join("; ")}; ${versions(record.versions)}`, { hang: "  " })];
}

function versions({ steadfast, tfjs, deno }: FailureRecord["versions"]): string {
  const here = `steadfast ${VERSION}, tfjs ${TFJS_VERSION}, deno ${Deno.version.deno}`;
  return `it was recorded with steadfast ${steadfast}, tfjs ${tfjs}, deno ${deno}; this is ${here}`;
}
