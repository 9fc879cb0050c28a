import { z } from "zod";
import { OPTIMIZERS } from "../core/mod.ts";
import { BACKENDS } from "../kernels/mod.ts";
import type { Option } from "./command.ts";

/** A decimal number; not "", not hexadecimal, not 1e999. */
const decimal = z.string()
  .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, "must be a number")
  .transform(Number).pipe(z.number("must be a finite number"));

/** A whole number within a range. */
export function integer(low: number, high: number): z.ZodType<number> {
  const message = `must be a whole number from ${low} to ${high}`;
  return z.string().regex(/^[+-]?\d+$/, message).transform(Number).pipe(
    z.int(message).min(low, message).max(high, message),
  );
}

/** A positive number. */
export const positive: z.ZodType<number, string> = decimal.pipe(z.number().gt(0, "must be above 0"));

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): z.ZodType<T, string> {
  const message = `must be one of ${words.join(", ")}`;
  return z.string().refine((word) => (words as readonly string[]).includes(word), message) as z.ZodType<
    unknown,
    string
  > as z.ZodType<T, string>;
}

/** Some of a few words, with commas between. */
export function someOf<T extends string>(words: readonly T[]): z.ZodType<T[]> {
  return z.string().transform((text) => text.split(",")).pipe(z.array(oneOf(words)));
}

/** `LOW..HIGH`, both positive. */
export const range: z.ZodType<{ low: number; high: number }> = z.string()
  .regex(/^[^.]*\.?[^.]*\.\.[^.]*\.?[^.]*$/, "must be LOW..HIGH, such as 0.01..0.1")
  .transform((text) => {
    const at = text.indexOf("..");
    return { low: text.slice(0, at), high: text.slice(at + 2) };
  })
  .pipe(z.object({ low: positive, high: positive }))
  .refine(({ low, high }) => low <= high, "must be LOW..HIGH with LOW at most HIGH");

/** `FILE#export`. */
const subject = z.string().regex(
  /^.+#[\p{ID_Start}$_][\p{ID_Continue}$]*$/u,
  "must be FILE#EXPORT, such as my_optimizer.ts#make",
);

/** Options that several commands share. */
export const SHARED = {
  backend: {
    schema: oneOf(BACKENDS),
    value: BACKENDS.join("|"),
    help: "where to compute (default auto: a GPU if there is one, else wasm)",
  },
  subject: {
    schema: subject,
    value: "FILE#EXPORT",
    help: "your own optimizer: a module and its exported ({learningRate}) => tf.Optimizer",
  },
  like: {
    schema: oneOf(OPTIMIZERS),
    value: "NAME",
    help: "the optimizer of tf.train whose learning rates suit the subject (default adam)",
  },
} satisfies Record<string, Option>;
