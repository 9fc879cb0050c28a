import type { RuleSpec } from "../core/mod.ts";

/** A fault of tfjs that we know and cannot mend. It fails no check but one of stability that does not find it any more. */
export interface KnownDefect {
  /** Kebab-case. */
  name: string;
  /** The optimizers of tf.train, or losses of tf.losses, that have it. */
  of: readonly string[];
  /** The laws of conformance that it breaks. */
  laws: readonly string[];
  /** The stability properties that it violates. */
  properties: readonly string[];
  /** The kinds of failure that it shows as in those. */
  failures: readonly string[];
  /** What is wrong and where, a sentence for reports. */
  reason: string;
  /** What is right, and by whose definition. */
  right: string;
}

const STATEFUL = ["momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-centered", "adam", "adamax"];
const NONE = { properties: [], failures: [] } as const;

/** All known defects of tfjs, as of 4.22. Each was checked by hand against the definition that is named. */
export const KNOWN_DEFECTS: readonly KnownDefect[] = [
  {
    name: "centered-epsilon",
    of: ["rmsprop-centered"],
    laws: ["agrees", "finite"],
    properties: ["descends", "learns", "no-late-rise", "bounded-rise"],
    failures: ["non-finite", "diverged"],
    reason:
      "tf.train.rmsprop(centered) divides by sqrt(ms - (mg^2 + eps)) where the definition is sqrt(ms - mg^2 + eps): " +
      "a gradient component near zero gives NaN",
    right:
      "Graves 2013 (arXiv 1308.0850), equation 40, adds epsilon; so do TensorFlow, Keras and, after the root, PyTorch.",
  },
  {
    ...NONE,
    name: "adadelta-last-mean",
    of: ["adadelta"],
    laws: ["agrees"],
    reason:
      "tf.train.adadelta divides by the mean square without this step's gradient: both means stay equal, so that the rule " +
      "is gradient descent, whatever rho and epsilon",
    right:
      "Zeiler 2012 (arXiv 1212.5701), algorithm 1: the gradient is accumulated in step 4, the update computed in step 5.",
  },
  {
    ...NONE,
    name: "adam-correction",
    of: ["adam"],
    laws: ["agrees"],
    reason:
      "tf.train.adam takes 1 - beta2^t of a float32 power of beta2, but multiplies by 1 - beta2 in float64: the first step is " +
      "7e-6 too small at beta2 .999, 9 % too large at .9999999, and 0 at .99999999",
    right:
      "Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1: the first step is rate g / (|g| + epsilon), whatever the betas.",
  },
  {
    ...NONE,
    name: "state-by-place",
    of: STATEFUL,
    laws: ["order", "subset"],
    reason:
      "tf.train keeps an optimizer's state by the place of a variable in the call, and not by its name: variables in another " +
      "order, or some of them, get each other's state",
    right:
      "Every rule has the moments of a weight, not of a place; TensorFlow, Keras and PyTorch keep them by variable.",
  },
  {
    ...NONE,
    name: "adam-restored-powers",
    of: ["adam"],
    laws: ["resumes"],
    reason:
      "tf.train.adam.setWeights takes beta^t by tf.pow where steps multiply: the restored run goes another way, by 3e-6 on cpu " +
      "and wasm, by 2e-5 on webgpu",
    right: "A run that was saved and restored is the same run: beta^t is a number of the step alone.",
  },
  {
    ...NONE,
    name: "adamax-unsaved",
    of: ["adamax"],
    laws: ["resumes", "snapshot", "restore-leak"],
    reason: "tf.train.adamax cannot be saved: getWeights and setWeights throw",
    right: "Its state is m, u and t; Keras and PyTorch save it.",
  },
  {
    ...NONE,
    name: "restore-leak",
    of: [...STATEFUL.filter((kind) => kind !== "adamax"), "adadelta"],
    laws: ["restore-leak"],
    reason:
      "setWeights of tf.train forgets the state that it replaces: restoring an optimizer that has made a step leaks it",
    right: "Each tensor is disposed of by whoever replaces it.",
  },
  {
    ...NONE,
    name: "momentum-leak",
    of: ["momentum", "nesterov"],
    laws: ["leak"],
    reason: "tf.train.momentum.dispose forgets the tensor that holds its rate",
    right: "tf.train.sgd, which it extends, disposes of it.",
  },
  {
    ...NONE,
    name: "momentum-tidy",
    of: ["momentum", "nesterov"],
    laws: ["tidy"],
    reason:
      "tf.train.momentum does not keep the tensor of its momentum: one that is made inside a tf.tidy fails at its first step",
    right: "The others work there: tf.train.sgd keeps the tensor of its rate.",
  },
  {
    ...NONE,
    name: "set-momentum",
    of: ["momentum", "nesterov"],
    laws: ["setters"],
    reason: "tf.train.momentum.setMomentum changes what getConfig tells, and no step",
    right: 'Its documentation: "Sets the momentum of the optimizer."',
  },
  {
    ...NONE,
    name: "softmax-gradient",
    of: ["softmaxCrossEntropy"],
    laws: ["gradient"],
    reason:
      "tf.losses.softmaxCrossEntropy has the gradient softmax - label, which is that of its value only if the label row sums " +
      "to 1: a row of zeros, as in padding, is pushed away from every class",
    right: "The derivative of -sum y log softmax(x) is (sum y) softmax(x) - y.",
  },
  {
    ...NONE,
    name: "softmax-label-gradient",
    of: ["softmaxCrossEntropy"],
    laws: ["label-gradient"],
    reason:
      "tf.losses.softmaxCrossEntropy gives the labels the gradient label - softmax, that of no function in sight: labels that " +
      "are learned, as by a teacher, go astray",
    right: "The derivative by y of -sum y log softmax(x) is -log softmax(x), which TensorFlow and PyTorch give.",
  },
  {
    ...NONE,
    name: "smoothing-axis",
    of: ["softmaxCrossEntropy"],
    laws: ["smoothing"],
    reason:
      "tf.losses.softmaxCrossEntropy with labelSmoothing takes the second axis for the classes: labels of [samples, steps, " +
      "classes] get smoothing / steps in place of smoothing / classes",
    right:
      "Szegedy 2016 (arXiv 1512.00567), section 7: epsilon / K, K being the number of classes; TensorFlow takes the last axis.",
  },
];

/** The defect that a rule is known to show under a stability property, if any. */
export function knownDefect(rule: RuleSpec, property: string): KnownDefect | undefined {
  return KNOWN_DEFECTS.find(({ of, properties }) => of.includes(rule.kind) && properties.includes(property));
}

/** The defect that an optimizer of tf.train, or a loss, is known to show under a law, if any. */
export function knownBreach(name: string, law: string): KnownDefect | undefined {
  return KNOWN_DEFECTS.find(({ of, laws }) => of.includes(name) && laws.includes(law));
}
