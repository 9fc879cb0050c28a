import { InputError, type TrainingConfig } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Case, Until } from "./case.ts";

/** The optimizer under test, or a problem of one's own, by the module that holds it, so that a worker can load it. */
export interface NamedModule {
  /** `URL#EXPORT`, as the caller gave it: never from a record. */
  module: string;
  /** What configs call it. */
  name: string;
}

/** What a worker is asked, one at a time. */
export type Question =
  | { kind: "start"; backend: BackendName; subject?: NamedModule; problem?: NamedModule; data?: OwnData }
  | { kind: "case"; property: string; config: TrainingConfig; until?: Until };

/** What it answers. */
export type Answer =
  | { kind: "ready" }
  | { kind: "case"; case: Case }
  | { kind: "thrown"; error: Thrown }
  /** Sent unasked: something threw where nobody could catch it, or the worker ended itself. */
  | { kind: "crashed"; reason: string };

/** An exception on its way between threads, which know only the classes of the language itself. */
export type Thrown = { kind: "input"; place: string; fault: string } | { kind: "other"; error: unknown; name?: string };

/** Takes an exception apart so that it can be sent. */
export function toThrown(error: unknown): Thrown {
  if (error instanceof InputError) return { kind: "input", place: error.place, fault: error.fault };
  try {
    return { kind: "other", error: structuredClone(error), ...error instanceof Error && { name: error.name } };
  } catch {
    return { kind: "other", error: new Error(String(error)) };
  }
}

/** Puts it together again. */
export function fromThrown(thrown: Thrown): unknown {
  if (thrown.kind === "input") return new InputError(thrown.place, thrown.fault);
  const { error, name } = thrown;
  if (error instanceof Error && name !== undefined && error.name !== name) error.name = name;
  return error;
}
