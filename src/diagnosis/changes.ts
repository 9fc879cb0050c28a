import { type ClassifierConfig, digits, type OptimizerSpec, type OwnConfig, type TrainingConfig } from "../core/mod.ts";
import type { Change } from "./mechanism.ts";

/** One or more fields of the optimizer set to other values, as a change. */
export function changeOptimizer(
  config: TrainingConfig,
  fields: Partial<Record<string, unknown>>,
  intervention: string,
): Change {
  const { optimizer } = config, was = optimizer as unknown as Record<string, unknown>;
  const words = Object.entries(fields).map(([name, value]) => `${name} ${shown(was[name])} -> ${shown(value)}`);
  const changed = { ...config, optimizer: { ...optimizer, ...fields } as OptimizerSpec };
  return { intervention, change: words.join(", "), setup: { config: changed } };
}

/** One field of the config itself set to another value, as a change. */
export function changeConfig<Config extends ClassifierConfig | OwnConfig>(
  config: Config,
  field: string & keyof Config,
  { value, intervention }: { value: unknown; intervention: string },
): Change {
  const change = `${field} ${shown(config[field])} -> ${shown(value)}`;
  return { intervention, change, setup: { config: { ...config, [field]: value } } };
}

/** One field of a classifier's data, model or loss set to another value, as a change. */
export function changeClassifier(
  config: ClassifierConfig,
  [part, field]: readonly ["data" | "model" | "loss", string],
  { value, intervention }: { value: unknown; intervention: string },
): Change {
  const own = config[part] as unknown as Record<string, unknown>,
    change = `${field} ${shown(own[field])} -> ${shown(value)}`;
  return { intervention, change, setup: { config: { ...config, [part]: { ...own, [field]: value } } } };
}

/** A value of a config in words: a spec by its kind and numbers. */
function shown(value: unknown): string {
  if (typeof value === "number") return digits(value);
  if (typeof value !== "object" || value === null) return String(value ?? "default");
  return Object.values(value).map(shown).join(" ");
}

/** The change, as one that sets back to the usual. */
export function restoring(change: Change): Change {
  return { ...change, restores: true };
}
