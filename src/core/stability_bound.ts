/**
 * The linear stability bound of an update rule: on a quadratic of curvature lambda, in the rule's own preconditioner, the
 * run is stable if and only if rate x lambda is below it.
 *
 * | rule | update | bound |
 * |---|---|---|
 * | gradient descent | x -= rate g | 2 |
 * | heavy ball, momentum b | v = b v + g; x -= rate v | 2 + 2b |
 * | Nesterov, momentum b | v = b v + g; x -= rate (g + b v) | (2 + 2b) / (1 + 2b) |
 * | Adam, Adamax, decay b | m = b m + (1 - b) g; x -= rate P^-1 m | (2 + 2b) / (1 - b) |
 * | AMSGrad, decay b | as Adam's, P never falling | (2 + 2b) / (1 - b) |
 * | AdamW, decay b, weight decay d | x -= rate (P^-1 m + d x) | (1 + b) (2 - rate d) / (1 - b) |
 * | Adagrad, Adadelta | x -= rate P^-1 g | 2 |
 * | RMSProp, momentum b | v = b v + rate P^-1 g; x -= v | 2 + 2b |
 *
 * Heavy ball leaves through -1: the gradient along the top eigenvector changes its sign at every step.
 *
 * Source: J. Cohen et al., Adaptive gradient methods at the edge of stability (arXiv 2207.14484), for frozen
 * preconditioners; the roots of the characteristic polynomial, for the rest.
 *
 * @param rule of a subject, that of its `like` with its default numbers
 * @param rate of account to weight decay alone, default 0
 */
export function stabilityBound(rule: DampedRule, rate = 0): number {
  switch (rule.kind) {
    case "sgd":
    case "adagrad":
    case "adadelta":
      return 2;
    case "momentum":
    case "rmsprop":
    case "rmsprop-centered":
      return 2 + 2 * rule.momentum;
    case "nesterov":
      return (2 + 2 * rule.momentum) / (1 + 2 * rule.momentum);
    case "adam":
    case "adamax":
    case "amsgrad":
      return (2 + 2 * rule.beta1) / (1 - rule.beta1);
    case "adamw":
      return (1 + rule.beta1) * (2 - rate * rule.weightDecay) / (1 - rule.beta1);
  }
}

/** Of a rule, what its bound depends on: what it averages gradients with. */
export type DampedRule =
  | { kind: "sgd" | "adagrad" | "adadelta" }
  | { kind: "momentum" | "nesterov" | "rmsprop" | "rmsprop-centered"; momentum: number }
  | { kind: "adam" | "adamax" | "amsgrad"; beta1: number }
  | { kind: "adamw"; beta1: number; weightDecay: number };
