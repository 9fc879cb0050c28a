import type { Entry, Half } from "./entry.ts";
import type { Result } from "./diagnosed.ts";

/** Where a half comes from. */
export interface Recipe {
  command: string;
  /** The commit that froze the diagnosis; null for the tuning half. */
  frozen: string | null;
  seed: number;
  /** Slots that no candidate filled: `CAUSE/NUMBER`. */
  empty: string[];
}

/** The benchmark as it is kept. */
export interface Benchmark {
  recipes: Partial<Record<Half, Recipe>>;
  entries: Entry[];
}

/** What was found, as it is kept. */
export interface Results {
  deno: string;
  results: Result[];
}

/** One line for each of a list, so that a change shows as what it is. */
export function linesOf(head: Record<string, unknown>, name: string, list: readonly object[]): string {
  const start = JSON.stringify(head).slice(0, -1);
  return `${start},"${name}":[\n${list.map((item) => JSON.stringify(item)).join(",\n")}\n]}\n`;
}

/** The parsed file, or `absent` where there is none. */
export async function readJson<T>(file: string, absent: T): Promise<T> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return absent;
    throw error;
  }
}
