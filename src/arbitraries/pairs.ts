import fc from "fast-check";
import type { ClassifierConfig } from "../core/mod.ts";

/** Seeds that a simpler structure is tried with. */
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5];

/**
 * Configs that shrink field by field, and where no field alone can go, a field together with the number of steps or with
 * the seeds: a simpler problem may fail as well, but sooner, and have come back by the end of as many steps; or later; or
 * with other weights and data than it happens to get.
 */
class Paired extends fc.Arbitrary<ClassifierConfig> {
  readonly #configs: fc.Arbitrary<ClassifierConfig>;
  readonly #steps: readonly number[];

  constructor(configs: fc.Arbitrary<ClassifierConfig>, steps: readonly number[]) {
    super();
    this.#configs = configs;
    this.#steps = steps;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<ClassifierConfig> {
    return this.#configs.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is ClassifierConfig {
    return this.#configs.canShrinkWithoutContext(value);
  }

  shrink(value: ClassifierConfig, context: unknown): fc.Stream<fc.Value<ClassifierConfig>> {
    const pairs = function* (this: Paired) {
      for (const simpler of this.#structures(value)) {
        for (const steps of this.#steps) if (steps !== value.steps) yield { ...simpler, steps };
      }
      for (const simpler of this.#structures(value)) {
        for (const seed of SEEDS) yield { ...simpler, data: { ...simpler.data, seed }, seed };
      }
    };
    const values = fc.stream(pairs.call(this)).map((config) => new fc.Value(config, undefined));
    return this.#configs.shrink(value, context).join(values);
  }

  /** What one field of data, model or batch size made simpler gives. */
  *#structures(value: ClassifierConfig): IterableIterator<ClassifierConfig> {
    for (const { value: simpler } of this.#configs.shrink(value, undefined)) {
      if (simpler.steps === value.steps && simpler.optimizer === value.optimizer) yield simpler;
    }
  }
}

/** Configs that shrink in pairs, too: any field but those of the optimizer, with other steps of the list or other seeds. */
export function inPairs(
  configs: fc.Arbitrary<ClassifierConfig>,
  steps: readonly number[],
): fc.Arbitrary<ClassifierConfig> {
  return new Paired(configs, steps);
}
