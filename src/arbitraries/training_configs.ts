import fc from "fast-check";
import type { Scope, TrainingConfig } from "../core/mod.ts";
import { classifierConfigs, classifierConfigsAround } from "./classifier_configs.ts";
import type { ConfigOptions } from "./config_options.ts";
import { ownConfigs, ownConfigsAround } from "./own_configs.ts";
import { quadraticConfigs, quadraticConfigsAround } from "./quadratic_configs.ts";

/**
 * Training configs of one rule within a property's scope; their rates are multiples of the config's predicted bound. They
 * shrink towards the simplest value of each field; seeds stay.
 */
export function trainingConfigs(options: ConfigOptions): fc.Arbitrary<TrainingConfig> {
  const { scope } = options;
  if (scope.problem === "quadratic") return quadraticConfigs({ ...options, scope });
  if (scope.problem === "own") return ownConfigs({ ...options, name: options.name ?? "problem", scope });
  return classifierConfigs({ ...options, scope });
}

/**
 * The configs that are simpler than `own`, or `own` itself: every value is `own`'s or on a notch of its grid within
 * the scope. The rate is absolute. A config from anywhere can be shrunk with it.
 *
 * @param own of the scope's problem
 */
export function configsAround(own: TrainingConfig, scope: Scope): fc.Arbitrary<TrainingConfig> {
  if (scope.problem === "quadratic" && own.problem === "quadratic") return quadraticConfigsAround(own, scope);
  if (scope.problem === "own" && own.problem === "own") return ownConfigsAround(own, scope);
  if (scope.problem === "classifier" && own.problem === "classifier") return classifierConfigsAround(own, scope);
  return fc.constant(own);
}
