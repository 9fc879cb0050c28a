import { checkCase, type Failure } from "../check/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { failureLines } from "../report/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { readConfigOrRecord } from "./files.ts";
import { integer, oneOf, positive, SHARED } from "./options.ts";
import { commandLine, print, printJson, progress, warn } from "./output.ts";
import { loadSubject } from "./subject.ts";

const NAMES = PROPERTIES.map(({ name }) => name);

/** `steadfast shrink` */
export const shrink: Command = {
  summary: "make a failing config smaller and smaller, until nothing can go",
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
    "max-shrinks": { schema: integer(0, 1e6), value: "N", help: "trainings to try (default 2000)" },
    "shrink-time": { schema: positive, value: "SECONDS", help: "time to take (default 600)" },
    "no-store": { help: "do not write to .steadfast/failures" },
  },
  notes: ["Exit status: 1 shrunk, 0 the property holds for the config, 2 bad usage or input, 3 inconclusive."],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const { property, backend, subject } = options as { property?: string; backend?: BackendName; subject?: string };
  const { config, record } = await readConfigOrRecord(file), { onEvent, clear } = progress();
  const wanted = property ?? record?.property;
  const result = await checkCase(config, {
    properties: wanted ? [wanted] : NAMES,
    backend: backend ?? record?.backend.name,
    subject: await loadSubject(subject),
    signal,
    maxShrinks: options["max-shrinks"] as number | undefined ?? 2000,
    shrinkTime: options["shrink-time"] as number | undefined ?? 600,
    store: options["no-store"] ? false : undefined,
    found: record,
    onEvent,
  });
  clear();
  if (result.failure) return show(result.failure, json);
  if (json) printJson({ outcome: result.outcome, reasons: result.reasons });
  else result.reasons.forEach(print);
  return result.outcome === "holds" ? 0 : 3;
}

function show(failure: Failure, json: boolean): ExitStatus {
  if (json) printJson(failure);
  else {
    print(`${failure.record.property}: ${failure.record.failure}`);
    failureLines(failure, { command: commandLine() }).forEach(print);
  }
  if (failure.shrinking?.ended === "aborted") warn("interrupted: this is the smallest so far");
  return failure.shrinking?.ended === "aborted" ? 3 : 1;
}
