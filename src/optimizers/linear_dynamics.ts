import { type DampedRule, stabilityBound } from "../core/mod.ts";
import type { OptimizerDecorator } from "./decorator.ts";
import type { Optimizer } from "./optimizer.ts";

/** What an optimizer does on a quadratic near its minimum, its state frozen: x -= rate P^-1 m, m a mean of gradients. */
export interface LinearDynamics {
  /** Of the last update, schedule and all; of the first one to come, if there was none. */
  rate: number;
  /** Stable if and only if rate x (largest eigenvalue of P^-1 H) is below it, see {@linkcode stabilityBound}. */
  bound: number;
  /** The diagonal of P, flat, variable after variable; absent where P is 1. */
  preconditioner?: Float32Array;
}

/** What an optimizer says of its numbers, as it was given them. */
interface Config {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  momentum: number;
  useNesterov: boolean;
  centered: boolean;
  weightDecay: number;
}

/**
 * Reads from the optimizer's own state how it would move on a quadratic: of every optimizer of tf.train and those in `rules/`,
 * with clipping and schedules around it or not, and of subjects that are one of them.
 *
 * P, with v, u, s, a the state after the t updates that were made: Adam (1 - beta1^t)(sqrt(v / (1 - beta2^t)) + eps); Adamax
 * (1 - beta1^t)(u + eps); RMSProp sqrt(s + eps), centered sqrt(s - mean^2 - eps) as tf.train has it; Adagrad
 * sqrt(a + 1e-7); Adadelta sqrt(s + eps) / sqrt(updates + eps); AMSGrad as Adam, of the largest v. Weight decay is in the bound. Clipping scales the gradient and is not in it.
 *
 * @returns undefined if it is none of these, or its state does not exist before the first update
 */
export async function linearDynamics(optimizer: Optimizer): Promise<LinearDynamics | undefined> {
  const rule = innermost(optimizer), config = rule.getConfig?.() as unknown as Config | undefined;
  const read = config && READERS[rule.getClassName?.()];
  if (!read) return undefined;
  const { damping, preconditioner } = read(config);
  // tf.train.sgd and momentum are told of a schedule by a method, the others by this property; getConfig gives it, too.
  const dynamics: LinearDynamics = { rate: config.learningRate, bound: stabilityBound(damping, config.learningRate) };
  if (!preconditioner) return dynamics;
  const state = rule.iterations > 0 ? await stateOf(rule) : undefined;
  return state && { ...dynamics, preconditioner: preconditioner(state, rule.iterations) };
}

function innermost(optimizer: Optimizer): Optimizer {
  // A decorator is told by what it holds: tf.Optimizer answers instanceof by shape.
  const { inner } = optimizer as Partial<OptimizerDecorator>;
  return inner ? innermost(inner) : optimizer;
}

/** The arrays of a state, each flat: of Adam m, v; of Adamax m, u; of RMSProp s, moments and, centered, the means. */
type State = Float32Array[];

interface Read {
  damping: DampedRule;
  preconditioner?: (state: State, updates: number) => Float32Array;
}

const adamRoot = ({ beta1, beta2, epsilon }: Config, v: Float32Array, t: number) =>
  v.map((x) => (1 - beta1 ** t) * (Math.sqrt(x / (1 - beta2 ** t)) + epsilon));
const adadelta = ({ epsilon }: Config): Read => ({
  damping: { kind: "adadelta" },
  preconditioner: ([s, updates]) => s.map((x, i) => Math.sqrt((x + epsilon) / (updates[i] + epsilon))),
});
const adamax = ({ beta1, epsilon }: Config): Read => ({
  damping: { kind: "adamax", beta1 },
  preconditioner: ([, u], t) => u.map((x) => (1 - beta1 ** t) * (x + epsilon)),
});

const READERS: Record<string, (config: Config) => Read> = {
  SGD: () => ({ damping: { kind: "sgd" } }),
  Momentum: ({ momentum, useNesterov }) => ({ damping: { kind: useNesterov ? "nesterov" : "momentum", momentum } }),
  Adagrad: () => ({
    damping: { kind: "adagrad" },
    preconditioner: ([a]) => a.map((x) => Math.sqrt(x + ADAGRAD_EPSILON)),
  }),
  Adadelta: adadelta,
  SteadfastAdadelta: adadelta,
  RMSProp: ({ momentum, epsilon, centered }) => ({
    damping: { kind: "rmsprop", momentum },
    preconditioner: ([s, , means]) =>
      centered ? s.map((x, i) => Math.sqrt(x - means[i] ** 2 - epsilon)) : s.map((x) => Math.sqrt(x + epsilon)),
  }),
  CenteredRmsprop: ({ momentum, epsilon }) => ({
    damping: { kind: "rmsprop", momentum },
    preconditioner: ([variance]) => variance.map((x) => Math.sqrt(x + epsilon)),
  }),
  Adam: (config) => ({
    damping: { kind: "adam", beta1: config.beta1 },
    preconditioner: ([, v], t) => adamRoot(config, v, t),
  }),
  AdamW: (config) => ({
    damping: { kind: "adamw", beta1: config.beta1, weightDecay: config.weightDecay },
    preconditioner: ([, v], t) => adamRoot(config, v, t),
  }),
  AmsGrad: (config) => ({
    damping: { kind: "amsgrad", beta1: config.beta1 },
    preconditioner: ([, , w], t) => adamRoot(config, w, t),
  }),
  Adamax: adamax,
  SteadfastAdamax: adamax,
};

/** What tf.train.adagrad adds under the root: tfjs' own epsilon for float32. */
const ADAGRAD_EPSILON = 1e-7;
/** Arrays of state a variable; 2 of those that are not here. */
const ARRAYS: Record<string, number> = { Adagrad: 1, AmsGrad: 3, CenteredRmsprop: 3 };

/** The state, array by array, each over all variables. */
async function stateOf(rule: Optimizer): Promise<State> {
  const variables = await stateVariables(rule), name = rule.getClassName();
  const centered = name === "RMSProp" && (rule.getConfig() as unknown as Config).centered;
  const arrays = centered ? 3 : ARRAYS[name] ?? 2, each = variables.length / arrays;
  const values = await Promise.all(variables.map(async (tensor) => await tensor.data() as Float32Array));
  return Array.from({ length: arrays }, (_, k) => concatenated(values.slice(k * each, (k + 1) * each)));
}

type Tensors = Awaited<ReturnType<Optimizer["getWeights"]>>[number]["tensor"][];

async function stateVariables(rule: Optimizer): Promise<Tensors> {
  if (rule.getClassName() === "Adamax") {
    // tf.train.adamax cannot be saved: its getWeights throws.
    type Kept = { variable: Tensors[number] }[];
    const { accumulatedFirstMoment: m, accumulatedWeightedInfNorm: u } = rule as unknown as Record<string, Kept>;
    return [...m, ...u].map(({ variable }) => variable);
  }
  const [iterations, ...weights] = await rule.getWeights();
  iterations.tensor.dispose();
  return weights.map(({ tensor }) => tensor);
}

function concatenated(arrays: Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
