import type { z } from "zod";
import type { Judgement } from "../core/mod.ts";

/** One option of a command. */
export interface Option {
  /** What a value must be; absent for a flag. It gets the text after `=`. */
  schema?: z.ZodType;
  /** How help calls the value. */
  value?: string;
  help: string;
}

/** What a command is given. */
export interface Call<Options = Record<string, unknown>> {
  /** Arguments that are no options. */
  operands: string[];
  options: Options;
  /** The options as they were given, to be shown. */
  given: string[];
  /** Aborted by Ctrl-C: the command keeps and prints what is done by then. */
  signal: AbortSignal;
  json: boolean;
}

/** 0 all hold, 1 violated, 3 inconclusive; bad input, which is 2, is an InputError. */
export type ExitStatus = 0 | 1 | 3;

/** The exit status of a judgement. */
export function statusOf(judgement: Judgement): ExitStatus {
  return judgement === "stable" ? 0 : judgement === "no-progress" ? 3 : 1;
}

/** A command of the program. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** Operands as help shows them, such as `CONFIG`. */
  operands: string;
  /** How many operands there must be. */
  arity: { least: number; most: number };
  options: Record<string, Option>;
  /** Further lines of help. */
  notes?: string[];
  run(call: Call): Promise<ExitStatus>;
}
