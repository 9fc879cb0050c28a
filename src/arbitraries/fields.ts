import {
  absoluteRate,
  atRate,
  canonicalJson,
  type ClassifierConfig,
  type ClassifierScope,
  defaultRule,
  type FieldValue,
  type OwnConfig,
  predictedBound,
  type QuadraticConfig,
  ruleOf,
  type Scope,
  type TrainingConfig,
  trainingWork,
} from "../core/mod.ts";
import { GRIDS, RATE_NOTCHES } from "./grids.ts";
import { within } from "./notches.ts";
import { SEEDS } from "./simpler.ts";
import { atTimes } from "./quadratic_configs.ts";
import { batchSizes, dataRanges, decoratorRanges, labelsOfOwn, modelRanges } from "./ranges.ts";

/** A field of a config that may change alone. */
export interface Field {
  /** Its path in the config; `seed` stands for all seeds. */
  path: string;
  /** Some other values of its range, those that tell most first: the simplest, the last, and those beside its own. */
  others: readonly FieldValue[];
  /** The config with another value in this field. */
  at: (value: FieldValue) => TrainingConfig;
}

/** Values by the path of their field, simplest first. */
type Ranges = Record<string, readonly FieldValue[]>;

/** Work that any case may take, in floating point operations: somewhat more than that of the largest that is generated. */
const AFFORDABLE = 2e9;

/**
 * The fields of a config that may have other values within a scope, each with some of them; those of which most is to be
 * expected first. What a scope pins, or what changes nothing, is left out, and values with which a training takes longer than
 * any that is generated, and than the original. Of one's own data there are as many samples and steps as `original` has.
 *
 * @param own of the scope's problem, its rate absolute
 */
export function fieldsOf(
  own: TrainingConfig,
  { scope, original }: { scope: Scope; original: TrainingConfig },
): Field[] {
  const ranges = { ...commonRanges(own, scope), ...problemRanges(own, { scope, original }), seed: SEEDS };
  const most = Math.max(AFFORDABLE, trainingWork(own), trainingWork(original));
  return Object.entries(ranges).map(([path, values]) => {
    const at = (value: FieldValue) => withValue(own, path, value);
    const affordable = values.filter((value) => trainingWork(at(value)) <= most);
    return { path, others: othersOf(affordable, valueAt(own, path)), at };
  }).filter(({ others }) => others.length > 0);
}

function problemRanges(own: TrainingConfig, { scope, original }: { scope: Scope; original: TrainingConfig }): Ranges {
  if (own.problem === "quadratic") return quadraticRanges(own);
  if (own.problem === "own" && scope.problem === "own") return { batchSize: batchSizes(scope) };
  if (own.problem !== "classifier" || scope.problem !== "classifier") return {};
  const isOwn = own.data.source === "own" && original.problem === "classifier";
  return {
    batchSize: partsOf(own, scope),
    ...decoration(own, scope),
    "loss.kind": ["cross-entropy", "tf-losses"],
    "loss.log2Scale": [0],
    ...under("model", { ...modelRanges(scope), ...own.model.cell !== "lstm" && { forgetBias: [] } }),
    ...under("data", isOwn ? partRanges(original.data, scope) : { ...dataRanges(scope) }),
  };
}

/** Rate, steps and the rule's numbers, their defaults first. */
function commonRanges(own: TrainingConfig, scope: Scope): Ranges {
  const { rates, steps } = scope, low = "floor" in steps ? steps.floor ?? steps.low : steps.low;
  const notches = own.problem === "quadratic" ? GRIDS.edgeRates : RATE_NOTCHES, bound = predictedBound(own);
  return {
    "optimizer.learningRate": within(notches, rates).map((times) => +(times * bound).toPrecision(3)),
    ...under("optimizer", numbersOf(own)),
    steps: within(GRIDS.steps, { low, high: steps.high }),
  };
}

/** Numbers of update rules, beside their defaults. */
const NUMBERS: Record<string, readonly number[]> = {
  momentum: [0, 0.5],
  initialAccumulator: [1e-3, 1],
  rho: [0.5, 0.99],
  decay: [0.5, 0.99],
  beta1: [0, 0.5],
  beta2: [0.9, 0.99],
  epsilon: [1e-8, 1e-3],
  weightDecay: [0, 0.1],
};

function numbersOf({ optimizer }: TrainingConfig): Ranges {
  if (optimizer.kind === "subject") return {};
  const { kind: _, ...defaults } = defaultRule(optimizer.kind) as { kind: string } & Record<string, number>;
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, [value, ...NUMBERS[name].filter((n) => n !== value)]]),
  );
}

function decoration({ optimizer }: ClassifierConfig, scope: ClassifierScope): Ranges {
  return under("optimizer", decoratorRanges(ruleOf(optimizer), scope));
}

function quadraticRanges({ quadratic }: QuadraticConfig): Ranges {
  const { dimension, condition, largest } = GRIDS;
  // In one dimension there is one eigenvalue, and nothing to turn.
  const spread = quadratic.dimension > 1 ? { condition, rotated: [false, true] } : {};
  return under("quadratic", { dimension, largest, ...spread });
}

/** Batches that are not as good as all samples. */
function partsOf({ data: { samples }, batchSize }: ClassifierConfig, scope: ClassifierScope): readonly FieldValue[] {
  const sizes = batchSizes(scope), isFull = batchSize === "full" || batchSize >= samples;
  const parts = sizes.filter((size) => size === "full" ? !isFull : size < samples);
  return parts.length > 0 || sizes.length === 1 || samples === 1 ? parts : [Math.ceil(samples / 2)];
}

function partRanges({ samples, length }: ClassifierConfig["data"], scope: ClassifierScope): Ranges {
  const upTo = (grid: readonly number[], most: number) => [...grid.filter((n) => n < most), most];
  return {
    samples: upTo(GRIDS.samples, samples),
    length: upTo(GRIDS.length, length),
    labels: labelsOfOwn(scope),
    permutation: [0],
  };
}

function under(path: string, ranges: object): Ranges {
  return Object.fromEntries(Object.entries(ranges).map(([name, values]) => [`${path}.${name}`, values]));
}

function othersOf(values: readonly FieldValue[], own: FieldValue): FieldValue[] {
  const isOwn = (value: FieldValue) => canonicalJson(value) === canonicalJson(own);
  const others = values.filter((value) => !isOwn(value)), at = placeOf(own, values.findIndex(isOwn), others);
  return [...new Set([others[0], others.at(-1), others[at - 1], others[at]])].filter((value) => value !== undefined);
}

/** Where a value stands among others: a number before the first larger one, if it is none of the range. */
function placeOf(own: FieldValue, known: number, others: readonly FieldValue[]): number {
  const larger = others.findIndex((value) => typeof value === "number" && typeof own === "number" && value > own);
  return known >= 0 ? known : larger >= 0 ? larger : others.length;
}

function valueAt(config: TrainingConfig, path: string): FieldValue {
  if (path === "optimizer.learningRate") return absoluteRate(config);
  return path.split(".").reduce((value: unknown, key) => (value as Record<string, unknown>)[key], config) as FieldValue;
}

function withValue(own: TrainingConfig, path: string, value: FieldValue): TrainingConfig {
  if (path === "optimizer.learningRate") return atRate(own, value as number);
  if (path === "seed") return withSeed(own, value as number);
  const [head, key] = path.split("."), inner = (own as unknown as Record<string, object>)[head];
  const changed = { ...own, [head]: key === undefined ? value : { ...inner, [key]: value } } as TrainingConfig;
  // Rates around an exact bound say what they do as multiples of it.
  return changed.problem === "quadratic" ? atTimes(changed, own as QuadraticConfig) : changed;
}

function withSeed(own: TrainingConfig, seed: number): TrainingConfig {
  if (own.problem === "classifier") return { ...own, data: { ...own.data, seed }, seed };
  if (own.problem === "quadratic") return { ...own, quadratic: { ...own.quadratic, seed }, seed };
  return { ...own, seed } as OwnConfig;
}
