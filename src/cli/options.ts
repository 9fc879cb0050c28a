import { z } from "zod";
import { type Interval, nearestWord, OPTIMIZER_KINDS } from "../core/mod.ts";
import { BACKENDS } from "../kernels/mod.ts";
import type { Option } from "./command.ts";

/** A schema for the text of an option: `parse` gives its value, or undefined where `fault` says what it must be. */
function option<T>(parse: (text: string) => T | undefined, fault: (text: string) => string): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: fault(text) });
    return z.NEVER;
  });
}

/** A finite decimal number; not "", not hexadecimal, not 1e999. */
function decimal(text: string): number | undefined {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A decimal number within a range, whole if that is asked for. */
function within(text: string, { low, high, whole }: Interval & { whole: boolean }): number | undefined {
  const value = whole && !/^[+-]?\d+$/.test(text) ? undefined : decimal(text);
  return value !== undefined && value >= low && value <= high ? value : undefined;
}

/** A whole number within a range. */
export function integer(low: number, high: number): z.ZodType<number, string> {
  return option(
    (text) => within(text, { low, high, whole: true }),
    () => `must be a whole number from ${low} to ${high}`,
  );
}

/** Any finite number. */
export const number: z.ZodType<number, string> = option(decimal, () => "must be a number");

/** Any finite numbers, with commas between. */
export const numbers: z.ZodType<number[], string> = option(
  (text) => {
    const values = text.split(",").map(decimal);
    return values.every((value) => value !== undefined) ? values : undefined;
  },
  () => "must be numbers, with commas between",
);

/** A number, or a word in its place. */
export function numberOr<T extends string>(word: T): z.ZodType<number | T, string> {
  return option<number | T>((text) => text === word ? word : decimal(text), () => `must be a number or ${word}`);
}

/** A number of seconds above 0. */
export const seconds: z.ZodType<number, string> = option(
  (text) => within(text, { low: Number.MIN_VALUE, high: 1e9, whole: false }),
  () => "must be a number of seconds above 0, at most 1e9",
);

/** A number of trainings, of which one may be a part. */
export const runs: z.ZodType<number, string> = option(
  (text) => within(text, { low: 0, high: 1e9, whole: false }),
  () => "must be a number from 0 to 1e9",
);

/** A number above 0 and below 1. */
export const share: z.ZodType<number, string> = option(
  (text) => within(text, { low: Number.MIN_VALUE, high: 1 - Number.EPSILON, whole: false }),
  () => "must be a number above 0 and below 1",
);

/** `LOW..HIGH`, both ends within a range. */
export function range(low: number, high: number, { whole = false } = {}): z.ZodType<Interval, string> {
  const parse = (text: string) => {
    const [from, to, ...rest] = text.split("..").map((end) => within(end, { low, high, whole }));
    return from !== undefined && to !== undefined && from <= to && rest.length === 0
      ? { low: from, high: to }
      : undefined;
  };
  const numbers = `two ${whole ? "whole " : ""}numbers from ${low} to ${high}`;
  return option(parse, () => `must be LOW..HIGH, ${numbers}, the lower one first`);
}

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): z.ZodType<T, string> {
  return option(
    (text) => words.find((word) => word === text),
    (text) => `must be one of ${words.join(", ")}${meant(text, words)}`,
  );
}

/** Some of a few words, with commas between. */
export function someOf<T extends string>(words: readonly T[]): z.ZodType<T[], string> {
  const wrong = (texts: string[]) => texts.find((text, i) => !words.includes(text as T) || texts.indexOf(text) !== i);
  return option(
    (text) => wrong(text.split(",")) === undefined ? text.split(",") as T[] : undefined,
    (text) => {
      const word = wrong(text.split(","))!, repeated = words.includes(word as T);
      const fault = repeated ? `${word} is there twice` : `${JSON.stringify(word)} is none${meant(word, words)}`;
      return `must be some of ${words.join(", ")}, with commas between: ${fault}`;
    },
  );
}

function meant(text: string, words: readonly string[]): string {
  const near = nearestWord(text, words);
  return near ? `; did you mean ${near}?` : "";
}

/** `FILE#EXPORT`. */
const exported = (example: string) =>
  option(
    (text) => /^.+#[\p{ID_Start}$_][\p{ID_Continue}$]*$/su.test(text) ? text : undefined,
    () => `must be FILE#EXPORT, such as ${example}`,
  );

/** Options that several commands share. */
export const SHARED = {
  backend: {
    schema: oneOf(BACKENDS),
    value: BACKENDS.join("|"),
    help: "where to compute (default auto: a GPU if there is one, else wasm)",
  },
  subject: {
    schema: exported("my_optimizer.ts#make"),
    value: "FILE#EXPORT",
    help: "your own optimizer: a module and its exported ({learningRate}) => tf.Optimizer",
  },
  problem: {
    schema: exported("my_problem.ts#bowl"),
    value: "FILE#EXPORT",
    help:
      "your own problem: a module and its exported ({seed, batchSize}) => Problem, see fromFunction, fromLayersModel",
  },
  data: {
    schema: z.string(),
    value: "FILE",
    help: "your own labelled sequences, .csv, .jsonl or .npy: see the README",
  },
  like: {
    schema: oneOf(OPTIMIZER_KINDS),
    value: "NAME",
    help: "the optimizer whose learning rates suit the subject (default adam)",
  },
  "case-timeout": {
    schema: seconds,
    value: "SECONDS",
    help: "time for one case in a worker; one that takes longer has hung, which is a violation (default 300)",
  },
} satisfies Record<string, Option>;
