import type { RuleSpec } from "../../core/mod.ts";
import { adadelta, type AdadeltaNumbers } from "./adadelta.ts";
import { adagrad, type AdagradNumbers } from "./adagrad.ts";
import { adam, type AdamNumbers } from "./adam.ts";
import { adamax, type AdamaxNumbers } from "./adamax.ts";
import { adamw, type AdamwNumbers } from "./adamw.ts";
import { amsgrad, type AmsgradNumbers } from "./amsgrad.ts";
import { momentum, type MomentumNumbers } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import type { Oracle } from "./oracle.ts";
import { rmsprop, type RmspropNumbers } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/** A rule with the numbers that its oracle takes, and the options that say which convention it follows. */
export type OracleRule =
  | { kind: "sgd" }
  | { kind: "momentum" | "nesterov" } & MomentumNumbers
  | { kind: "adagrad" } & AdagradNumbers
  | { kind: "adadelta" } & AdadeltaNumbers
  | { kind: "rmsprop" | "rmsprop-centered" } & Omit<RmspropNumbers, "centered">
  | { kind: "adam" } & AdamNumbers
  | { kind: "adamax" } & AdamaxNumbers
  | { kind: "adamw" } & AdamwNumbers
  | { kind: "amsgrad" } & AmsgradNumbers;

/** A form in which a rule was published. */
export interface Convention {
  /** What tells it from the others, and who has it. */
  name: string;
  /** The rule with the options of this form. */
  rule: OracleRule;
}

/** A new oracle of a rule, in the convention that its options say, by default the paper's. */
export function oracleOf(rule: OracleRule): Oracle {
  switch (rule.kind) {
    case "sgd":
      return sgd();
    case "momentum":
      return momentum(rule);
    case "nesterov":
      return nesterov(rule);
    case "adagrad":
      return adagrad(rule);
    case "adadelta":
      return adadelta(rule);
    case "rmsprop":
    case "rmsprop-centered":
      return rmsprop({ ...rule, centered: rule.kind === "rmsprop-centered" });
    case "adam":
      return adam(rule);
    case "adamax":
      return adamax(rule);
    case "adamw":
      return adamw(rule);
    case "amsgrad":
      return amsgrad(rule);
  }
}

const MOMENTUM = [
  ["rate inside the buffer: Sutskever 2013, Keras", { ratePlace: "inside" }],
  ["rate outside the buffer: PyTorch, TensorFlow 1", { ratePlace: "outside" }],
] as const;
const RMSPROP = [
  ["epsilon and rate inside: Graves 2013, Keras", { epsilonPlace: "inside", ratePlace: "inside" }],
  ["epsilon and rate outside: PyTorch", { epsilonPlace: "outside", ratePlace: "outside" }],
  ["from a mean square of 1: TensorFlow 1", { epsilonPlace: "inside", ratePlace: "inside", initialMeanSquare: 1 }],
] as const;
const ADAM = [
  ["epsilon outside the root: Kingma & Ba 2015, PyTorch", { epsilonPlace: "outside" }],
  ["epsilon uncorrected: Kingma & Ba 2015 section 2, TensorFlow, Keras", { epsilonPlace: "uncorrected" }],
  ["epsilon inside the root: optax", { epsilonPlace: "inside" }],
] as const;

const FORMS: Record<OracleRule["kind"], readonly (readonly [name: string, options: object])[]> = {
  "sgd": [["Cauchy 1847, all", {}]],
  "momentum": MOMENTUM,
  "nesterov": MOMENTUM,
  "adagrad": [
    ["epsilon outside the root: Duchi 2011, PyTorch", { epsilonPlace: "outside" }],
    ["epsilon inside the root: Keras", { epsilonPlace: "inside" }],
    ["no epsilon: TensorFlow 1", { epsilon: 0 }],
  ],
  "adadelta": [["Zeiler 2012, all", {}]],
  "rmsprop": RMSPROP,
  "rmsprop-centered": RMSPROP,
  "adam": ADAM,
  "adamax": [
    ["no epsilon: Kingma & Ba 2015", { epsilon: 0 }],
    ["epsilon in the denominator: Keras", { epsilonPlace: "denominator" }],
    ["epsilon at the gradient: PyTorch", { epsilonPlace: "gradient" }],
  ],
  "adamw": ADAM,
  "amsgrad": [
    ["no correction: Reddi 2018", { biasCorrection: "none" }],
    ["corrected after the maximum: PyTorch", { biasCorrection: "after" }],
    ["corrected before the maximum: optax", { biasCorrection: "before" }],
    ["epsilon uncorrected: Keras", { biasCorrection: "uncorrected" }],
  ],
};

/** The forms in which a rule was published, the paper's first, each with the rule's own numbers. */
export function conventionsOf(rule: OracleRule): Convention[] {
  return FORMS[rule.kind].map(([name, options]) => ({ name, rule: { ...rule, ...options } as OracleRule }));
}

/** The epsilon of tf.train.adagrad, which no argument changes: tfjs' own for float32. */
const ADAGRAD_EPSILON = 1e-7;

/** The rule of a spec as its oracle takes it; undefined of a subject, whose rule nobody knows. */
export function oracleRule(rule: RuleSpec): OracleRule | undefined {
  if (rule.kind === "subject") return undefined;
  return rule.kind === "adagrad" ? { ...rule, epsilon: ADAGRAD_EPSILON } : rule;
}
