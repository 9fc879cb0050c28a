import { canonicalJson, type ClassifierConfig, type Scope, stepWork, type TrainingConfig } from "../core/mod.ts";
import { GRIDS } from "./grids.ts";
import { configsAround } from "./training_configs.ts";

/** Seeds that a simpler structure is tried with. */
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5];
/** A simpler structure may take so many times the steps, or in any case this many. */
const TIMES = 2, FEW = 100;

/** A config that is simpler than another, but for the number of its steps. */
export interface Simpler {
  config: TrainingConfig;
  /** The steps that it may take, ascending. */
  steps: readonly number[];
  /** What is changed, as JSON: the same change of two configs has the same. */
  change: string;
}

/**
 * The configs that are simpler than `own`, in levels; what costs more, or gives less, comes later, and is best tried when
 * nothing of the levels before is left.
 *
 * Of classifiers: `own` itself, which may fail with fewer steps, and the whole structure (data, model, batch size) at its
 * simplest, with seeds of its own and others; one field; one field of the structure with other steps, as a simpler problem may
 * fail as well, but later or sooner; with other seeds: with other weights and data than it happens to get; at last what makes
 * a step dearer, as a batch of all samples does. Of other problems: one field.
 *
 * @param own of the scope's problem, its rate absolute
 */
export function simplerConfigs(own: TrainingConfig, scope: Scope): Simpler[][] {
  const singles = [...configsAround(own, scope).shrink(own, undefined)].map(({ value }) => value);
  return own.problem === "classifier"
    ? simplerClassifiers(own, { singles: singles as ClassifierConfig[], scope })
    : [singles.map((config) => simpler(own, config))];
}

function simplerClassifiers(
  own: ClassifierConfig,
  { singles, scope }: { singles: ClassifierConfig[]; scope: Scope },
): Simpler[][] {
  const isDear = (config: TrainingConfig) => stepWork(config) > stepWork(own);
  const cheap = singles.filter((config) => !isDear(config));
  const structures = cheap.filter(({ steps, optimizer }) => steps === own.steps && optimizer === own.optimizer);
  const simplest = structures.reduceRight<ClassifierConfig>((all, one) => changed(all, own, one), own);
  const seeded = (config: ClassifierConfig) =>
    SEEDS.map((seed) => simpler(own, { ...config, data: { ...config.data, seed }, seed }));
  const steps = stepsWithin(scope, Math.max(TIMES * own.steps, FEW)).filter((steps) => steps !== own.steps),
    all = [own.steps, ...steps];
  return [
    [simpler(own, own), ...structures.length > 1 ? [simpler(own, simplest, all), ...seeded(simplest)] : []],
    cheap.map((config) => simpler(own, config)),
    structures.map((config) => simpler(own, config, steps)),
    structures.flatMap(seeded),
    singles.filter(isDear).flatMap((config) => [simpler(own, config, all), ...seeded(config)]),
  ];
}

function simpler(own: TrainingConfig, config: TrainingConfig, steps: readonly number[] = [config.steps]): Simpler {
  return { config, steps, change: canonicalJson(changed({}, own, config)) };
}

/** The numbers of steps on the grid that a shrunk config may have within a scope, up to a most. */
export function stepsWithin({ steps }: Scope, most: number): number[] {
  const low = "floor" in steps ? steps.floor ?? steps.low : steps.low, high = Math.min(most, steps.high);
  return GRIDS.steps.filter((n) => n >= low && n <= high);
}

/** `base` with all that differs between two values as it is in the second. */
function changed<T>(base: T, from: unknown, to: unknown): T {
  if (canonicalJson(from) === canonicalJson(to)) return base;
  if (!isObject(from) || !isObject(to)) return to as T;
  const inner: Record<string, unknown> = isObject(base) ? base : {};
  const entries = Object.keys(to).map((key) => [key, changed(inner[key], from[key], to[key])]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
