import {
  type CheckOptions,
  checkStability,
  type Failure,
  type StabilityProperty,
  type TrainingConfig,
} from "../../mod.ts";
import {
  absoluteRate,
  canonicalJson,
  type ClassifierConfig,
  type ClassifierScope,
  predictedBound,
  wilsonInterval,
} from "../../src/core/mod.ts";
import { GRIDS, RATE_NOTCHES } from "../../src/arbitraries/mod.ts";
import { runCase } from "../../src/check/mod.ts";

/** The nightly profile tries 100 seeds and demands 99; elsewhere all of 20 are demanded. */
const NIGHTLY = Deno.env.get("STEADFAST_PROFILE") === "nightly";
const SEEDS = NIGHTLY ? 100 : 20, DEMANDED = NIGHTLY ? 99 : 20;

/** A fault that the suite must find and shrink. */
export interface Planted {
  options: CheckOptions;
  /** The property that finds it, in the suite's order the first that can. */
  property: string;
  /** The kinds of failure that it may show as. */
  failures: string[];
  /** What the smallest config must be in its structural fields; seeds, rate and steps apart. */
  structure: { data: object; model: object; batchSize?: number | "full"; loss?: string };
  /** The fields that must be named as those that matter, and whether no others may be. */
  matters?: { fields: string[]; alone?: boolean };
}

/**
 * Checks the fault with fixed seeds: on each it must be found, shrunk to exactly the expected structure and to within
 * a notch of the fewest steps and the smallest rate that fail, which are looked for one by one, and explained.
 */
export async function hunt(planted: Planted): Promise<void> {
  const misses: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const miss = await huntOne(planted, seed);
    if (miss) misses.push(`seed ${seed}: ${miss}`);
  }
  const found = SEEDS - misses.length, { low, high } = wilsonInterval(found, SEEDS);
  console.log(`found and shrunk ${found} of ${SEEDS}, 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}`);
  if (found < DEMANDED) {
    throw new Error(`found and shrunk ${found} of ${SEEDS}, ${DEMANDED} are demanded:\n${misses.join("\n")}`);
  }
}

async function huntOne(
  { options, property, failures, structure, matters }: Planted,
  seed: number,
): Promise<string | undefined> {
  // What is exact is what shrinking comes to in the end, whatever that takes.
  const check = { profile: "ci", store: false, properties: [property], maxWork: Infinity, ...options, seed } as const;
  const { results } = await checkStability(check);
  const [result] = results, { failure } = result;
  if (!failure) return `not found: ${result.outcome} ${result.reason ?? ""}`;
  if (!failures.includes(failure.record.failure)) {
    return `found as ${failure.record.failure}: ${failure.record.witness}`;
  }
  if (failure.shrinking?.ended !== "minimal") return `shrinking ended by ${failure.shrinking?.ended}`;
  return structureMiss(failure.record.config, structure) ?? explanationMiss(failure, matters) ??
    await notchMiss(result.property, failure, options);
}

function structureMiss(
  config: TrainingConfig,
  wanted: Planted["structure"],
): string | undefined {
  const { data: { seed: _, ...plain }, model, batchSize, loss } = config as ClassifierConfig;
  const is = canonicalJson({ data: plain, model, batchSize, loss: loss.kind });
  const want = canonicalJson({ batchSize: "full", loss: "cross-entropy", ...wanted });
  return is === want ? undefined : `shrunk to ${is} in place of ${want}`;
}

function explanationMiss({ record }: Failure, wanted: Planted["matters"]): string | undefined {
  const named = record.explanation!.filter(({ role }) => role === "matters").map(({ field }) => field);
  const isRight = !wanted || wanted.fields.every((field) => named.includes(field)) &&
      (!wanted.alone || named.length === wanted.fields.length);
  return isRight ? undefined : `explained by ${named} in place of ${wanted.fields}`;
}

/** Whether steps or rate could go down by more than a notch: every smaller notch is tried. */
async function notchMiss(
  property: StabilityProperty,
  { record }: Failure,
  options: CheckOptions,
): Promise<string | undefined> {
  const { config } = record, rate = absoluteRate(config), bound = predictedBound(config);
  const fails = async (candidate: TrainingConfig) => {
    const session = { backend: "wasm" as const, subject: options.optimizer };
    const { verdict } = await runCase(property, candidate, session);
    return verdict.kind === "violated" && verdict.failure === record.failure;
  };
  const { low, floor = low } = (property.scope as ClassifierScope).steps;
  const fewer = GRIDS.steps.filter((steps) => steps >= floor && steps < config.steps).slice(0, -1);
  for (const steps of fewer) {
    if (await fails({ ...config, steps })) return `${steps} steps fail, too, it stopped at ${config.steps}`;
  }
  const smaller = RATE_NOTCHES.filter((times) => times >= property.scope.rates.low && times * bound < rate * 0.999)
    .slice(0, -1);
  for (const times of smaller) {
    const absolute = +(times * bound).toPrecision(3);
    if (await fails({ ...config, optimizer: { ...config.optimizer, learningRate: { absolute } } })) {
      return `rate ${absolute} fails, too, it stopped at ${rate}`;
    }
  }
}
