import { type ClassifierConfig, parseTrainingConfig, type Prng } from "../../src/core/mod.ts";
import type { BackendName } from "../../src/kernels/mod.ts";
import type { Setting } from "./run.ts";
import type { Pair } from "./trial.ts";

/** The one thing that is changed: a field of the config by its path, or "backend". */
export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** A config that may be healthy, and a change that may make it fail. */
export interface Candidate {
  base: ClassifierConfig;
  change: Change;
  /** What the changed config runs on. Default "wasm". */
  backend?: BackendName;
  subject?: string;
}

/** A config as it is written: what is left out has its default. */
export interface Draft {
  steps: number;
  data: Record<string, unknown>;
  model: Record<string, unknown>;
  optimizer: Record<string, unknown> & { kind: string; learningRate: { absolute: number } };
  loss?: Record<string, unknown>;
  batchSize: number | "full";
  seed: number;
}

/** A change of a drafted config, and what it is changed to. */
export function changed(draft: Draft, field: string, to: unknown): Candidate {
  const base = parseTrainingConfig({ ...draft, problem: "classifier" }) as ClassifierConfig;
  return { base, change: { field, from: valueAt(base, field), to } };
}

/** The two settings that a candidate is of. */
export function pairOf({ base, change: { field, from, to }, backend = "wasm", subject }: Candidate): Pair {
  if (field === "backend") {
    const setting = (name: unknown): Setting => ({ config: base, backend: name as BackendName, subject });
    return { base: setting(from), injected: setting(to) };
  }
  const config = parseTrainingConfig(withValue(base, field, to)) as ClassifierConfig;
  return { base: { config: base, backend }, injected: { config, backend, subject } };
}

/** One of some values. */
export function one<T>(random: Prng, values: readonly T[]): T {
  return values[random.below(values.length)];
}

/** A number in [low, high], its logarithm uniform, of three digits. */
export function between(random: Prng, low: number, high: number): number {
  return +(low * (high / low) ** random.uniform()).toPrecision(3);
}

function valueAt(config: object, field: string): unknown {
  return field.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], config);
}

function withValue(config: object, field: string, to: unknown): object {
  const [key, ...rest] = field.split(".");
  const own = (config as Record<string, unknown>)[key];
  return { ...config, [key]: rest.length === 0 ? to : withValue(own as object, rest.join("."), to) };
}
