import { CELLS, InputError, type KnownRun, OPTIMIZER_KINDS, parseKnownRun } from "../core/mod.ts";
import type { Option } from "./command.ts";
import { number, numberOr, numbers, oneOf } from "./options.ts";

const YES_OR_NO = ["yes", "no"] as const;

/** An option that tells something of a run, and which of its fields. */
type KnownOption = Option & { field: keyof KnownRun };

/** What can be told of a run in another framework. */
const KNOWN = {
  "unit": {
    field: "unit",
    schema: oneOf(["updates", "epochs"] as const),
    value: "updates|epochs",
    help: "what the log's steps count (default: epochs if they are called so)",
  },
  "optimizer": {
    field: "optimizer",
    schema: oneOf(OPTIMIZER_KINDS),
    value: "NAME",
    help: `its update rule: ${OPTIMIZER_KINDS.join(", ")}`,
  },
  "rate": { field: "rate", schema: number, value: "RATE", help: "its learning rate" },
  "momentum": { field: "momentum", schema: number, value: "B", help: "momentum of heavy ball, Nesterov or RMSProp" },
  "beta1": { field: "beta1", schema: number, value: "B", help: "decay of Adam's mean of gradients" },
  "beta2": { field: "beta2", schema: number, value: "B", help: "decay of Adam's mean square of gradients" },
  "decay": { field: "decay", schema: number, value: "B", help: "decay of RMSProp's mean square of gradients" },
  "epsilon": {
    field: "epsilon",
    schema: number,
    value: "EPSILON",
    help: "what is added to the root of the mean square",
  },
  "clip-norm": {
    field: "clipNorm",
    schema: numberOr("none"),
    value: "NORM|none",
    help: "the norm at which gradients are clipped",
  },
  "schedule": {
    field: "schedule",
    schema: oneOf(["constant", "falling", "rising"] as const),
    value: "constant|falling|rising",
    help: "what the schedule does to the rate; rising if it ever raises it, as warm-up and restarts do",
  },
  "raised-at": {
    field: "raisedAt",
    schema: numbers,
    value: "STEP,STEP,...",
    help: "where the schedule raises the rate, in the log's own steps",
  },
  "batch": { field: "batchSize", schema: numberOr("full"), value: "N|full", help: "samples an update" },
  "samples": { field: "samples", schema: number, value: "N", help: "samples of the training set" },
  "steps-per-epoch": {
    field: "stepsPerEpoch",
    schema: number,
    value: "N",
    help: "updates an epoch (default: samples / batch)",
  },
  "shuffled": {
    field: "shuffled",
    schema: oneOf(YES_OR_NO),
    value: "yes|no",
    help: "whether the samples come in a new order in every epoch",
  },
  "classes": { field: "classes", schema: number, value: "N", help: "number of classes" },
  "label-sum": {
    field: "labelSum",
    schema: number,
    value: "SUM",
    help: "what a row of labels sums to; 1 of class numbers",
  },
  "label-smoothing": { field: "labelSmoothing", schema: number, value: "SHARE", help: "label smoothing" },
  "cell": { field: "cell", schema: oneOf(CELLS), value: "NAME", help: `the recurrent cell: ${CELLS.join(", ")}` },
  "units": { field: "units", schema: number, value: "N", help: "hidden units" },
  "length": { field: "length", schema: number, value: "N", help: "time steps a sequence" },
} satisfies Record<string, KnownOption>;

/** The options that tell of a run. */
export const KNOWN_OPTIONS: Record<string, Option> = Object.fromEntries(
  Object.entries(KNOWN).map(([name, { field: _, ...option }]) => [name, option]),
);

/** The names of those that were given. */
export function knownNames(options: Record<string, unknown>): string[] {
  return Object.keys(KNOWN).filter((name) => options[name] !== undefined);
}

/**
 * What the options tell of a run.
 *
 * @throws {InputError} naming the option whose value is out of range
 */
export function knownRun(options: Record<string, unknown>): KnownRun {
  return knownNames(options).reduce<KnownRun>((known, name) => {
    const { field } = KNOWN[name as keyof typeof KNOWN], given = options[name];
    const value = field === "shuffled" ? given === "yes" : given;
    return { ...known, ...namingOption(name, { field, value }) };
  }, {});
}

/** A fault of a field is said of the option that tells it. */
function namingOption(name: string, { field, value }: { field: keyof KnownRun; value: unknown }): KnownRun {
  try {
    return parseKnownRun({ [field]: value });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`--${name}`, error.fault.replace(/^\w+(\.\d+)?: /, ""), { cause: error });
  }
}
