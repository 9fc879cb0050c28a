import { type CheckOptions, checkStability, MAX_JOBS, PROFILES, type RunDetails } from "../check/mod.ts";
import { CELLS, InputError, OPTIMIZER_KINDS, OWN_OPTIMIZERS } from "../core/mod.ts";
import { checkText, reproduceLine, shellQuote } from "../report/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { loadData } from "./data.ts";
import { integer, oneOf, range, runs, seconds, SHARED, someOf } from "./options.ts";
import { columns, commandLine, print, printJson } from "./output.ts";
import { tellEvents } from "./progress.ts";
import { namingProblem } from "./problem.ts";
import { moduleOf, namingSubject, urlOf } from "./subject.ts";

const CLASSES = ["2", "3", "4", "5", "6", "7", "8"];
const NAMES = PROPERTIES.map(({ name }) => name);

type Options =
  & Omit<CheckOptions, "optimizer" | "optimizers" | "properties" | "data" | "problem" | "store" | "cells" | "classes">
  & {
    optimizer?: CheckOptions["optimizers"];
    property?: string[];
    subject?: string;
    data?: string;
    problem?: string;
    cell?: CheckOptions["cells"];
    classes?: string[];
    "max-shrinks"?: number;
    "max-work"?: number;
    "shrink-time"?: number;
    "case-timeout"?: number;
    "time-limit"?: number;
    "no-store"?: boolean;
  };

/** `steadfast check` */
export const check: Command = {
  summary: "check stability properties of optimizers, shrink what fails",
  operands: "",
  arity: { least: 0, most: 0 },
  options: {
    "optimizer": {
      schema: someOf(OPTIMIZER_KINDS),
      value: "NAME,...",
      help: `which: ${
        OPTIMIZER_KINDS.join(", ")
      } (default those of tf.train, all but the last ${OWN_OPTIMIZERS.length})`,
    },
    "subject": SHARED.subject,
    "like": SHARED.like,
    "data": SHARED.data,
    "problem": SHARED.problem,
    "property": {
      schema: someOf(NAMES),
      value: "NAME,...",
      help: `which properties: ${NAMES.join(", ")} (default all)`,
    },
    "profile": {
      schema: oneOf(PROFILES),
      value: PROFILES.join("|"),
      help: "how much: a quick look, the same answer every time, depth (default quick)",
    },
    "runs": {
      schema: integer(1, 1e6),
      value: "N",
      help: "cases that each property must judge for each optimizer (default 6; nightly 100)",
    },
    "seed": {
      schema: integer(-(2 ** 31), 2 ** 31 - 1),
      value: "N",
      help: "of the generated cases (default random, ci fixed)",
    },
    "backend": SHARED.backend,
    "loss": {
      schema: oneOf(["cross-entropy", "tf-losses"] as const),
      value: "cross-entropy|tf-losses",
      help: "the loss to train with",
    },
    "rates": {
      schema: range(1e-6, 1e6),
      value: "LOW..HIGH",
      help:
        "learning rates in multiples of the nominal bound, of data or a problem of your own of that at each case's start, in " +
        "place of each property's own",
    },
    "steps": {
      schema: range(1, 1e5, { whole: true }),
      value: "LOW..HIGH",
      help: "steps, in place of each property's own",
    },
    "cell": {
      schema: someOf(CELLS),
      value: "NAME,...",
      help: `cells of ${CELLS.join(", ")}, in place of each property's own`,
    },
    "classes": {
      schema: someOf(CLASSES),
      value: "N,...",
      help: "numbers of classes, 2 to 8, in place of each property's own",
    },
    "max-shrinks": {
      schema: integer(0, 1e6),
      value: "N",
      help: "trainings that shrinking a failure may try; explaining it may try as many again, at most 30",
    },
    "max-work": {
      schema: runs,
      value: "N",
      help: "what shrinking a failure may take, in trainings of its config at full length (default 6)",
    },
    "shrink-time": { schema: seconds, value: "SECONDS", help: "time that shrinking and explaining a failure may take" },
    "jobs": {
      schema: integer(1, MAX_JOBS),
      value: "N",
      help: "cases that run at a time (default one for each core, fewer where there is little to do; 1 on WebGPU)",
    },
    "case-timeout": SHARED["case-timeout"],
    "time-limit": {
      schema: seconds,
      value: "SECONDS",
      help: "time for everything; what is not done by then is inconclusive",
    },
    "no-store": { help: "do not read or write .steadfast/failures" },
  },
  notes: ["Exit status: 0 all hold, 1 violated, 2 bad usage or input, 3 inconclusive."],
  run,
};

async function run({ options: given, given: words, signal, json }: Call): Promise<ExitStatus> {
  const { optimizer, property, subject, ...options } = given as Options;
  if (subject && optimizer) {
    throw new InputError("--optimizer", "must be left out beside --subject; --like names its kin");
  }
  if (options.like && !subject) {
    throw new InputError("--like", "must stand beside --subject: it says what that is like");
  }
  const check = checkStability({
    ...options,
    module: subject && moduleOf(subject),
    name: subject,
    optimizers: optimizer,
    properties: property,
    data: await loadData(options.data),
    problem: undefined,
    problemModule: options.problem && urlOf(options.problem),
    problemName: options.problem,
    cells: options.cell,
    classes: options.classes?.map(Number),
    // What a record can hold.
    recipe: ["steadfast check", ...lasting(words).map(shellQuote)].join(" ").slice(0, 4096),
    maxShrinks: options["max-shrinks"],
    maxWork: options["max-work"],
    shrinkTime: options["shrink-time"],
    caseTimeout: options["case-timeout"],
    timeLimit: options["time-limit"],
    store: options["no-store"] ? false : undefined,
    signal,
    onEvent: tellEvents(signal),
  });
  const details = await namingProblem(options.problem, namingSubject(subject, check));
  if (json) printJson(summary(details));
  else print(checkText(details, { command: commandLine(), repeat: repeatLine(words, details), columns: columns() }));
  return ({ holds: 0, violated: 1, inconclusive: 3 } as const)[details.outcome];
}

/** The command that makes a check again: as it was given, with the seed that it had. */
function repeatLine(words: string[], { seed }: RunDetails): string {
  const others = lasting(words).filter((word) => !/^--(seed|json)(=|$)/.test(word)).map(shellQuote);
  return [commandLine(), "check", ...others, `--seed=${seed}`].join(" ");
}

/** The words that decide what is found: how many cases run at a time does not. */
function lasting(words: string[]): string[] {
  return words.filter((word) => !word.startsWith("--jobs="));
}

/** The details as plain JSON: properties by name, failures with the line that reproduces them. */
function summary({ results, ...details }: RunDetails): unknown {
  const plain = results.map(({ property, failure, ...result }) => ({
    property: property.name,
    ...result,
    ...failure && { failure: { ...failure, reproduce: reproduceLine(failure, { command: commandLine() }) } },
  }));
  return { ...details, results: plain };
}
