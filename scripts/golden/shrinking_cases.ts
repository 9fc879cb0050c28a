/**
 * Makes fixtures/golden/shrinking_cases.json: random classifiers at random rates around the nominal bound, of which the first
 * 20 are kept that diverge, and the first 20 that rise late. What shrinking them takes, `deno task shrink:cost` measures.
 *
 * @module
 */
import { runCase } from "../../src/check/mod.ts";
import { CELLS, defaultRule, nominalBound, parseTrainingConfig, type TrainingConfig } from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";

/** A config, and how it fails. */
interface ShrinkingCase {
  id: string;
  property: string;
  failure: string;
  config: TrainingConfig;
}

const KINDS = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adagrad", "adamax"] as const;
const TASKS = ["waveforms", "waveforms", "temporal-order", "delayed-recall", "counting"] as const;
/** Of each way to fail. */
const WANTED = 20;

let state = 12345;

/** Uniform in [0, 1): Numerical Recipes' generator, of which nothing more is asked than to be the same everywhere. */
function uniform(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

const oneOf = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)];
const seed = () => Math.floor(uniform() * 1e9);

/** Rates from .2 to 32 times the nominal bound, evenly in their logarithm. */
function randomConfig(): TrainingConfig {
  const rule = defaultRule(oneOf(KINDS));
  const absolute = +(nominalBound(rule) * 10 ** (-0.7 + 2.2 * uniform())).toPrecision(3);
  return parseTrainingConfig({
    data: {
      samples: oneOf([16, 32, 64]),
      length: oneOf([4, 8, 12, 16]),
      features: oneOf([1, 2, 3]),
      classes: oneOf([2, 3, 4]),
      task: oneOf(TASKS),
      noise: oneOf([0, 0.05, 0.1]),
      seed: seed(),
    },
    model: { cell: oneOf(CELLS), units: oneOf([4, 6, 8, 12]) },
    batchSize: oneOf(["full", "full", 16, 8]),
    steps: oneOf([200, 300, 500, 700, 1000, 1500]),
    seed: seed(),
    optimizer: { ...rule, learningRate: { absolute } },
  });
}

const property = PROPERTIES.find(({ name }) => name === "no-late-rise")!;
const found: Record<string, ShrinkingCase[]> = { diverged: [], "late-rise": [] };
while (Object.values(found).some(({ length }) => length < WANTED)) {
  const config = randomConfig(), { verdict } = await runCase(property, config, { backend: "wasm" });
  if (verdict.kind !== "violated") continue;
  const { failure } = verdict, list = found[failure];
  if (list.length < WANTED) {
    list.push({ id: `${failure}-${list.length + 1}`, property: property.name, failure, config });
  }
}
const file = new URL("../../fixtures/golden/shrinking_cases.json", import.meta.url);
await Deno.writeTextFile(file, `${JSON.stringify(Object.values(found).flat(), null, 1)}\n`);
