import { z } from "zod";
import { DIAGNOSED, type Diagnosis, escapeControl, type FailureRecord, InputError } from "../core/mod.ts";
import { diagnose as diagnoseConfig } from "../diagnosis/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { diagnosisLines, diagnosisPage } from "../report/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { loadData } from "./data.ts";
import { diagnoseLogFile } from "./diagnose_log.ts";
import { placeOf, readConfigOrRecord } from "./files.ts";
import { KNOWN_OPTIONS, knownNames } from "./known.ts";
import { integer, seconds, SHARED } from "./options.ts";
import { commandLine, print, printJson, showProgress, warn } from "./output.ts";
import { mayBePage, writePage } from "./page.ts";
import { loadProblem } from "./problem.ts";
import { loadSubject } from "./subject.ts";

/** Options of a diagnosis by experiment. */
const EXPERIMENT = ["backend", "subject", "data", "problem", "seeds", "timeout", "out"] as const;

interface Options {
  log?: string;
  backend?: BackendName;
  subject?: string;
  data?: string;
  problem?: string;
  seeds?: number;
  timeout?: number;
  out?: string;
}

/** `steadfast diagnose` */
export const diagnose: Command = {
  summary: "why a training fails: the mechanism, its numbers, its cure, and the proof; of a log, what to check",
  operands: "CONFIG_OR_FAILURE | --log=FILE",
  arity: { least: 0, most: 1 },
  options: {
    "backend": SHARED.backend,
    "subject": SHARED.subject,
    "data": SHARED.data,
    "problem": SHARED.problem,
    "seeds": { schema: integer(10, 100), value: "N", help: "paired fresh seeds of the proof (default 10)" },
    "timeout": {
      schema: seconds,
      value: "SECONDS",
      help: "stop after this time; what is not known by then is unknown (default none)",
    },
    "out": {
      schema: z.string(),
      value: "PAGE.html",
      help: "write a page with the curves, too; replaces an earlier page",
    },
    "log": {
      schema: z.string(),
      value: "FILE",
      help:
        "a log of any framework, as judge reads it, - for standard input; nothing is trained. What is known of the " +
        "run tells more, by the options below",
    },
    ...KNOWN_OPTIONS,
  },
  notes: [
    "CONFIG is JSON (see schema), a stored failure, or - for standard input.",
    "Exit status: 0 the run is stable, 1 a mechanism is proven or supported, 2 bad usage or input, 3 the cause could not be " +
    "told, or interrupted.",
  ],
  run,
};

async function run({ operands, options, signal, json }: Call): Promise<ExitStatus> {
  const given = options as Options, [file] = operands, told = knownNames(options);
  if (given.log !== undefined) {
    const strange = EXPERIMENT.find((name) => given[name] !== undefined);
    if (strange) throw new InputError(`--${strange}`, "must be left out beside --log: nothing is trained");
    if (file !== undefined) {
      throw new InputError(placeOf(file), "must be left out beside --log: it is one or the other");
    }
    return await diagnoseLogFile(given.log, { options, signal, json });
  }
  if (told.length > 0) throw new InputError(`--${told[0]}`, "must stand beside --log: a config has its own");
  if (file === undefined) {
    throw new InputError("arguments", "besides options there must be CONFIG_OR_FAILURE, or --log=FILE: there is none");
  }
  if (given.out !== undefined) await mayBePage(given.out);
  return await diagnoseFile(file, { given, signal, json });
}

async function diagnoseFile(
  file: string,
  { given, signal, json }: { given: Options; signal: AbortSignal; json: boolean },
): Promise<ExitStatus> {
  const start = performance.now(), { seeds, timeout = Infinity } = given, data = await loadData(given.data);
  const { config, record } = await readConfigOrRecord(file, { signal, data, problem: given.problem });
  if (record) mustBeOfCurve(record, placeOf(file));
  const backend = given.backend ?? record?.backend.name, loading = { backend, config };
  const subject = await loadSubject(given.subject, loading), problem = await loadProblem(given.problem, loading);
  let trials = 0;
  const diagnosis = await diagnoseConfig(config, {
    ...{ backend, subject, data, problem, signal, seeds },
    deadline: start + timeout * 1e3,
    onTrial: (what) => showProgress(`trial ${++trials}: ${what}`),
  });
  if (isEmpty(diagnosis)) {
    signal.throwIfAborted();
    warn(`--timeout=${timeout}: was over before the run itself was done: nothing can be told`);
    return 3;
  }
  show(diagnosis, { given, json });
  if (given.out !== undefined) {
    await writePage(given.out, diagnosisPage(diagnosis));
    warn(`the page is ${placeOf(given.out)}`);
  }
  return statusOf(diagnosis);
}

/** Cut before the run itself was done: not even its judgement is known. */
function isEmpty({ curves: { uncured } }: Diagnosis): boolean {
  return uncured.step.length === 0;
}

function show(diagnosis: Diagnosis, { given, json }: { given: Options; json: boolean }): void {
  if (json) return printJson(diagnosis);
  const { subject, data, problem } = given;
  diagnosisLines(diagnosis, { command: commandLine(), subject, data, problem }).map(escapeControl).forEach(print);
}

function statusOf({ failure, mechanism }: Diagnosis): ExitStatus {
  if (failure.judgement === "stable") return 0;
  return mechanism === null ? 3 : 1;
}

function mustBeOfCurve({ property }: FailureRecord, place: string): void {
  if (DIAGNOSED.includes(property)) return;
  throw new InputError(
    place,
    `must be a failure of ${
      DIAGNOSED.join(", ")
    }, in which a loss rises or does not fall: it is of ${property}, which ` +
      "shrink and replay explain; its config alone can be diagnosed",
  );
}
