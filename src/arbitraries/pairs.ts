import fc from "fast-check";
import type { TrainingConfig } from "../core/mod.ts";

/**
 * Configs that shrink field by field, and where no field alone can go, a field together with the number of steps: a
 * smaller problem may fail as well, but sooner, and have come back by the end of as many steps.
 */
class Paired extends fc.Arbitrary<TrainingConfig> {
  readonly #configs: fc.Arbitrary<TrainingConfig>;
  readonly #steps: readonly number[];

  constructor(configs: fc.Arbitrary<TrainingConfig>, steps: readonly number[]) {
    super();
    this.#configs = configs;
    this.#steps = steps;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<TrainingConfig> {
    return this.#configs.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is TrainingConfig {
    return this.#configs.canShrinkWithoutContext(value);
  }

  shrink(value: TrainingConfig, context: unknown): fc.Stream<fc.Value<TrainingConfig>> {
    return this.#configs.shrink(value, context).join(fc.stream(this.#pairs(value)));
  }

  *#pairs(value: TrainingConfig): IterableIterator<fc.Value<TrainingConfig>> {
    const fewer = this.#steps.filter((steps) => steps < value.steps);
    for (const { value: simpler } of this.#configs.shrink(value, undefined)) {
      if (simpler.steps !== value.steps || simpler.optimizer !== value.optimizer) continue;
      for (const steps of fewer) yield new fc.Value({ ...simpler, steps }, undefined);
    }
  }
}

/** Configs that shrink in pairs, too: any field but those of the optimizer, with fewer steps of the list. */
export function inPairs(configs: fc.Arbitrary<TrainingConfig>, steps: readonly number[]): fc.Arbitrary<TrainingConfig> {
  return new Paired(configs, steps);
}
