import { checkCase, type Failure } from "../check/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { escapeControl } from "../core/mod.ts";
import { failureLines, reproduceLine } from "../report/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { loadData } from "./data.ts";
import { readConfigOrRecord } from "./files.ts";
import { integer, oneOf, runs, seconds, SHARED } from "./options.ts";
import { commandLine, print, printJson } from "./output.ts";
import { tellEvents } from "./progress.ts";
import { namingProblem, problemModule } from "./problem.ts";
import { moduleOf, namingSubject } from "./subject.ts";

const NAMES = PROPERTIES.map(({ name }) => name);

interface Options {
  property?: string;
  backend?: BackendName;
  subject?: string;
  data?: string;
  problem?: string;
}

/** `steadfast shrink` */
export const shrink: Command = {
  summary: "make a failing config smaller and smaller, until nothing can go, and say which of its fields matter",
  operands: "CONFIG_OR_FAILURE",
  arity: { least: 1, most: 1 },
  options: {
    "property": {
      schema: oneOf(NAMES),
      value: "NAME",
      help: `what fails: ${NAMES.join(", ")} (default: a failure's own, else the first that is violated)`,
    },
    "backend": SHARED.backend,
    "subject": SHARED.subject,
    "data": SHARED.data,
    "problem": SHARED.problem,
    "max-shrinks": {
      schema: integer(0, 1e6),
      value: "N",
      help: "trainings to try; to explain it as many again, at most 30 (default 2000)",
    },
    "max-work": {
      schema: runs,
      value: "N",
      help: "what shrinking may take, in trainings of the config at full length (default no limit: to the end)",
    },
    "shrink-time": { schema: seconds, value: "SECONDS", help: "time to take (default 600)" },
    "case-timeout": SHARED["case-timeout"],
    "no-store": { help: "do not write to .steadfast/failures" },
  },
  notes: ["Exit status: 1 shrunk, 0 the property holds for the config, 2 bad usage or input, 3 inconclusive."],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const { property, subject, ...given } = options as Options,
    data = await loadData(given.data);
  const { config, record } = await readConfigOrRecord(file, { signal, data, problem: given.problem });
  const backend = given.backend ?? record?.backend.name, wanted = property ?? record?.property;
  const shrinking = checkCase(config, {
    properties: wanted ? [wanted] : NAMES,
    backend,
    module: subject && moduleOf(subject, config),
    data,
    problemModule: problemModule(given.problem, config),
    signal,
    maxShrinks: options["max-shrinks"] as number | undefined ?? 2000,
    maxWork: options["max-work"] as number | undefined,
    shrinkTime: options["shrink-time"] as number | undefined ?? 600,
    caseTimeout: options["case-timeout"] as number | undefined,
    store: options["no-store"] ? false : undefined,
    ...record && { found: record },
    onEvent: tellEvents(signal),
  });
  const { outcome, reasons, failure } = await namingProblem(given.problem, namingSubject(subject, shrinking));
  if (failure) show(failure, { json, subject, data: given.data, problem: given.problem });
  else if (json) printJson({ outcome, reasons });
  else reasons.map(escapeControl).forEach(print);
  return ({ holds: 0, violated: 1, inconclusive: 3 } as const)[outcome];
}

function show(
  failure: Failure,
  { json, ...given }: { json: boolean; subject?: string; data?: string; problem?: string },
): void {
  const { record } = failure, options = { command: commandLine(), ...given };
  if (json) return printJson({ ...failure, reproduce: reproduceLine(failure, options) });
  const lines = [`${record.property}: ${record.failure}`, ...failureLines(failure, options)];
  lines.map(escapeControl).forEach(print);
}
