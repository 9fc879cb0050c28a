import type { OptimizerKind, RuleSpec } from "../../src/core/mod.ts";

/** A rule and its update of one component in float64: what is taken from the weight for each gradient in turn. */
export interface RuleCase {
  rule: RuleSpec & { kind: OptimizerKind };
  update: () => (gradient: number, rate: number) => number;
}

/** tf.train.adagrad adds the backend's epsilon, whatever the spec. */
const BACKEND_EPSILON = 1e-7;

/** v = b v + g, and x loses rate v; Nesterov's (Sutskever 2013, written at the point looked at): rate (g + b v). */
function heavyBall(kind: "momentum" | "nesterov", momentum: number): RuleCase {
  return {
    rule: { kind, momentum },
    update: () => {
      let v = 0;
      return (g, rate) => rate * (v = momentum * v + g, kind === "nesterov" ? g + momentum * v : v);
    },
  };
}

/** Duchi 2011, from an accumulator that is not 0. */
function adagrad(initialAccumulator: number): RuleCase {
  return {
    rule: { kind: "adagrad", initialAccumulator },
    update: () => {
      let sum = initialAccumulator;
      return (g, rate) => rate * g / Math.sqrt((sum += g * g) + BACKEND_EPSILON);
    },
  };
}

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

/** Tieleman & Hinton 2012; centered as in Graves 2013 (1308.0850), but for a sign: tf.train subtracts epsilon there. */
function rmsprop(kind: "rmsprop" | "rmsprop-centered", decay: number, momentum: number, epsilon: number): RuleCase {
  return {
    rule: { kind, decay, momentum, epsilon },
    update: () => {
      let squares = 0, mean = 0, v = 0;
      return (g, rate) => {
        squares = decay * squares + (1 - decay) * g * g;
        mean = decay * mean + (1 - decay) * g;
        const variance = kind === "rmsprop" ? squares + epsilon : squares - mean * mean - epsilon;
        return v = momentum * v + rate * g / Math.sqrt(variance);
      };
    },
  };
}

/** Kingma & Ba 2015 (1412.6980), algorithms 1 and 2; tf.train adds epsilon in the second too. */
function adam(kind: "adam" | "adamax", beta1: number, beta2: number, epsilon: number): RuleCase {
  return {
    rule: { kind, beta1, beta2, epsilon },
    update: () => {
      let m = 0, v = 0, t = 0;
      return (g, rate) => {
        t++;
        m = beta1 * m + (1 - beta1) * g;
        v = kind === "adam" ? beta2 * v + (1 - beta2) * g * g : Math.max(beta2 * v, Math.abs(g));
        const scale = kind === "adam" ? Math.sqrt(v / (1 - beta2 ** t)) : v;
        return rate * m / (1 - beta1 ** t) / (scale + epsilon);
      };
    },
  };
}

/** Every kind, with numbers of which no two are alike, none a default, and epsilons that count. */
export const RULES: RuleCase[] = [
  { rule: { kind: "sgd" }, update: () => (g, rate) => rate * g },
  heavyBall("momentum", 0.7),
  heavyBall("nesterov", 0.7),
  adagrad(0.3),
  adadelta(0.8, 0.02),
  rmsprop("rmsprop", 0.8, 0.4, 0.02),
  rmsprop("rmsprop-centered", 0.8, 0.4, 0.002),
  adam("adam", 0.7, 0.8, 0.02),
  adam("adamax", 0.7, 0.8, 0.02),
];

/** Every kind that has numbers, all of them 0. With tf.train's defaults in their place each would go elsewhere. */
export const ZEROS: RuleCase[] = [
  heavyBall("momentum", 0),
  heavyBall("nesterov", 0),
  adagrad(0),
  adadelta(0, 0),
  rmsprop("rmsprop", 0, 0, 0),
  rmsprop("rmsprop-centered", 0.5, 0, 0),
  adam("adam", 0, 0, 0),
  adam("adamax", 0, 0, 0),
];
