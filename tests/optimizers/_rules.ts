import type { OptimizerKind, RuleSpec } from "../../src/core/mod.ts";
import { oracleOf, type OracleRule } from "../../src/optimizers/mod.ts";

/** A rule and its update of one component in float64: what is taken from the weight for each gradient in turn. */
export interface RuleCase {
  rule: RuleSpec & { kind: OptimizerKind };
  update: () => (gradient: number, rate: number, weight?: number) => number;
}

/** A rule that is its oracle's, in the convention that `form` says. */
function published(rule: RuleCase["rule"], form: object = {}): RuleCase {
  return {
    rule,
    update: () => {
      const oracle = oracleOf({ ...rule, ...form } as OracleRule);
      return (gradient, rate, weight = 0) => oracle.step([gradient], { rate, weights: [weight] })[0];
    },
  };
}

/** tf.train.adagrad adds the backend's epsilon under the root, whatever the spec. */
const adagrad = (initialAccumulator: number) =>
  published({ kind: "adagrad", initialAccumulator }, { epsilon: 1e-7, epsilonPlace: "inside" });

/**
 * Zeiler 2012 (1212.5701), algorithm 1, but for one thing: tf.train divides by the mean square before this gradient.
 * Then both means stay equal, and it is gradient descent whatever rho and epsilon are, but for 0 / 0 at epsilon 0.
 */
function adadelta(rho: number, epsilon: number): RuleCase {
  return {
    rule: { kind: "adadelta", rho, epsilon },
    update: () => {
      let squares = 0, updates = 0;
      return (g, rate) => {
        const update = Math.sqrt(updates + epsilon) / Math.sqrt(squares + epsilon) * g;
        squares = rho * squares + (1 - rho) * g * g;
        updates = rho * updates + (1 - rho) * update * update;
        return rate * update;
      };
    },
  };
}

/** Graves 2013 (1308.0850), but for a sign: tf.train subtracts epsilon in the root. */
function centered(decay: number, momentum: number, epsilon: number): RuleCase {
  return {
    rule: { kind: "rmsprop-centered", decay, momentum, epsilon },
    update: () => {
      let squares = 0, mean = 0, v = 0;
      return (g, rate) => {
        squares = decay * squares + (1 - decay) * g * g;
        mean = decay * mean + (1 - decay) * g;
        return v = momentum * v + rate * g / Math.sqrt(squares - mean * mean - epsilon);
      };
    },
  };
}

/** Every kind, with numbers of which no two are alike, none a default, and epsilons that count. */
export const RULES: RuleCase[] = [
  published({ kind: "sgd" }),
  published({ kind: "momentum", momentum: 0.7 }),
  published({ kind: "nesterov", momentum: 0.7 }),
  adagrad(0.3),
  adadelta(0.8, 0.02),
  published({ kind: "rmsprop", decay: 0.8, momentum: 0.4, epsilon: 0.02 }),
  centered(0.8, 0.4, 0.002),
  published({ kind: "adam", beta1: 0.7, beta2: 0.8, epsilon: 0.02 }),
  published({ kind: "adamax", beta1: 0.7, beta2: 0.8, epsilon: 0.02 }),
  published({ kind: "adamw", beta1: 0.7, beta2: 0.8, epsilon: 0.02, weightDecay: 0.3 }),
  published({ kind: "amsgrad", beta1: 0.7, beta2: 0.8, epsilon: 0.02 }, { biasCorrection: "after" }),
];

/** Every kind that has numbers, all of them 0. With tf.train's defaults in their place each would go elsewhere. */
export const ZEROS: RuleCase[] = [
  published({ kind: "momentum", momentum: 0 }),
  published({ kind: "nesterov", momentum: 0 }),
  adagrad(0),
  adadelta(0, 0),
  published({ kind: "rmsprop", decay: 0, momentum: 0, epsilon: 0 }),
  centered(0.5, 0, 0),
  published({ kind: "adam", beta1: 0, beta2: 0, epsilon: 0 }),
  published({ kind: "adamax", beta1: 0, beta2: 0, epsilon: 0 }),
  published({ kind: "adamw", beta1: 0, beta2: 0, epsilon: 0, weightDecay: 0 }),
  published({ kind: "amsgrad", beta1: 0, beta2: 0, epsilon: 0 }, { biasCorrection: "after" }),
];
