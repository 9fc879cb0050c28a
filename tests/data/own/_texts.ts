import { assertRejects } from "@std/assert";
import { InputError } from "../../../src/core/mod.ts";
import { type OwnData, parseOwnData } from "../../../src/data/mod.ts";

/** Reads a text in the form that its name says. */
export function parsed(text: string, name: string): Promise<OwnData> {
  return parseOwnData({ bytes: new TextEncoder().encode(text), name });
}

/** What is found wrong with a text. */
export async function faultOf(text: string, name: string): Promise<string> {
  return (await assertRejects(() => parsed(text, name), InputError)).message;
}

/** The sequences of data, each its list of numbers for each time step. */
export function sequencesOf({ values, lengths, features }: OwnData): number[][][] {
  let at = 0;
  return Array.from(lengths, (length) => Array.from({ length }, () => [...values.slice(at, at += features)]));
}
