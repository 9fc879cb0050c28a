import { z } from "zod";

/** A learning rate: a number, or a multiple of the config's bound (`predictedBound`). Both positive. */
export type Rate = { absolute: number } | { timesBound: number };

/** The factor on the rate at step t (from 0), T being the number of steps. */
export type ScheduleSpec =
  | { kind: "constant" }
  /** factor^floor(t / every) */
  | { kind: "step"; every: number; factor: number }
  /** factor^(t / T): the rate ends at `factor` times its start */
  | { kind: "exponential"; factor: number }
  /** 1 / (1 + t / halfLife) */
  | { kind: "inverse-time"; halfLife: number }
  /** floor + (1 - floor) (1 + cos(pi t / T)) / 2 */
  | { kind: "cosine"; floor: number }
  /** (t + 1) / steps until it is 1 */
  | { kind: "warm-up"; steps: number };

/** Gradient clipping, before the optimizer sees it. */
export type ClipSpec =
  | { kind: "none" }
  /** The whole gradient is scaled down to a Euclidean norm of at most `max`. */
  | { kind: "global-norm"; max: number }
  /** Every component is cut to [-max, max]. */
  | { kind: "value"; max: number };

/** The optimizers of tf.train by their kind. */
export const OPTIMIZERS = [
  "sgd",
  "momentum",
  "nesterov",
  "adagrad",
  "adadelta",
  "rmsprop",
  "rmsprop-centered",
  "adam",
  "adamax",
] as const;
/** Those that tf.train lacks. */
export const OWN_OPTIMIZERS = ["adamw", "amsgrad"] as const;
/** All that a config can name, but for `subject`: an optimizer given from outside. */
export const OPTIMIZER_KINDS = [...OPTIMIZERS, ...OWN_OPTIMIZERS] as const;
/** One of them. */
export type OptimizerKind = typeof OPTIMIZER_KINDS[number];

/** An update rule with its numbers; defaults are those of tf.train, or of its kin there. */
export type RuleSpec =
  | { kind: "sgd" }
  | { kind: "momentum" | "nesterov"; momentum: number }
  | { kind: "adagrad"; initialAccumulator: number }
  | { kind: "adadelta"; rho: number; epsilon: number }
  | { kind: "rmsprop" | "rmsprop-centered"; decay: number; momentum: number; epsilon: number }
  | { kind: "adam" | "adamax"; beta1: number; beta2: number; epsilon: number }
  | { kind: "adamw"; beta1: number; beta2: number; epsilon: number; weightDecay: number }
  | { kind: "amsgrad"; beta1: number; beta2: number; epsilon: number }
  /**
   * An optimizer from outside, by name: a module and export (`FILE#export`), or what its test calls it. Its rates are
   * those of `like`.
   */
  | { kind: "subject"; name: string; like: OptimizerKind };

/** A rule, its rate, and the decorators around it. Plain JSON. */
export type OptimizerSpec = RuleSpec & { learningRate: Rate; schedule: ScheduleSpec; clip: ClipSpec };

const positive = z.number().gt(0).max(1e30);
const decay = z.number().min(0).max(1);

const rateSchema = z.union([z.strictObject({ absolute: positive }), z.strictObject({ timesBound: positive })], {
  error: 'must be {"absolute": RATE} or {"timesBound": MULTIPLE}, the number above 0',
});

const scheduleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant") }),
  z.strictObject({ kind: z.literal("step"), every: z.int().min(1).max(1e7), factor: positive }),
  z.strictObject({ kind: z.literal("exponential"), factor: positive }),
  z.strictObject({ kind: z.literal("inverse-time"), halfLife: positive }),
  z.strictObject({ kind: z.literal("cosine"), floor: z.number().min(0).max(1).default(0) }),
  z.strictObject({ kind: z.literal("warm-up"), steps: z.int().min(1).max(1e7) }),
]);

const clipSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("global-norm"), max: positive }),
  z.strictObject({ kind: z.literal("value"), max: positive }),
]);

const common = {
  learningRate: rateSchema,
  schedule: scheduleSchema.default({ kind: "constant" }),
  clip: clipSchema.default({ kind: "none" }),
};
const momentum = z.number().min(0).max(2);
const epsilon = z.number().min(0).max(1);
const withMomentum = <K extends string>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), momentum: momentum.default(0.9), ...common });
const rmsprop = <K extends string>(kind: K) =>
  z.strictObject({
    kind: z.literal(kind),
    decay: decay.default(0.9),
    momentum: momentum.default(0),
    epsilon: epsilon.default(1e-7),
    ...common,
  });
const moments = { beta1: decay.default(0.9), beta2: decay.default(0.999), epsilon: epsilon.default(1e-7) };
const adam = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind), ...moments, ...common });

/** Kind and learning rate are asked for; the rest has the defaults of tf.train. */
export const optimizerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sgd"), ...common }),
  withMomentum("momentum"),
  withMomentum("nesterov"),
  z.strictObject({
    kind: z.literal("adagrad"),
    initialAccumulator: z.number().min(0).max(1e6).default(0.1),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("adadelta"),
    rho: decay.default(0.95),
    epsilon: epsilon.default(1e-7),
    ...common,
  }),
  rmsprop("rmsprop"),
  rmsprop("rmsprop-centered"),
  adam("adam"),
  adam("adamax"),
  z.strictObject({
    kind: z.literal("adamw"),
    ...moments,
    weightDecay: z.number().min(0).max(100).default(0.01),
    ...common,
  }),
  adam("amsgrad"),
  z.strictObject({
    kind: z.literal("subject"),
    name: z.string().min(1).max(512),
    like: z.enum(OPTIMIZER_KINDS).default("adam"),
    ...common,
  }),
]);

/** How much of its mean square of gradients a rule keeps in a step, and the field that says so. */
export interface MeanSquareDecay {
  name: "beta2" | "decay";
  value: number;
}

/** Undefined of a rule without a mean square, and of one whose mean square cannot decay. */
export function decayOf(rule: RuleSpec): MeanSquareDecay | undefined {
  switch (rule.kind) {
    case "adam":
    case "adamw":
      return { name: "beta2", value: rule.beta2 };
    case "rmsprop":
    case "rmsprop-centered":
      return { name: "decay", value: rule.decay };
  }
}

/** The rule of a kind with its default numbers. */
export function defaultRule(kind: OptimizerKind): RuleSpec {
  const spec = optimizerSchema.parse({ kind, learningRate: { absolute: 1 } });
  return ruleOf(spec);
}

/** A spec without its rate and decorators. */
export function ruleOf({ learningRate: _rate, schedule: _schedule, clip: _clip, ...rule }: OptimizerSpec): RuleSpec {
  return rule;
}
