import * as tf from "@tensorflow/tfjs";
import type { RuleSpec } from "../core/mod.ts";
import type { Optimizer } from "./optimizer.ts";
import { AdamW, AmsGrad } from "./rules/mod.ts";

/** The optimizer that a rule names, of tf.train where that has it, with the rule's numbers: none is left to a default, so 0 is 0. */
export function makeRule(rule: Exclude<RuleSpec, { kind: "subject" }>, learningRate: number): Optimizer {
  switch (rule.kind) {
    case "sgd":
      return tf.train.sgd(learningRate);
    case "momentum":
    case "nesterov":
      return new Momentum(learningRate, rule.momentum, rule.kind === "nesterov");
    case "adagrad":
      return tf.train.adagrad(learningRate, rule.initialAccumulator);
    case "adadelta":
      return tf.train.adadelta(learningRate, rule.rho, rule.epsilon);
    case "rmsprop":
    case "rmsprop-centered": {
      const centered = rule.kind === "rmsprop-centered";
      return tf.train.rmsprop(learningRate, rule.decay, rule.momentum, rule.epsilon, centered);
    }
    case "adam":
      return tf.train.adam(learningRate, rule.beta1, rule.beta2, rule.epsilon);
    case "adamax":
      return tf.train.adamax(learningRate, rule.beta1, rule.beta2, rule.epsilon);
    case "adamw":
      return new AdamW(learningRate, rule);
    case "amsgrad":
      return new AmsGrad(learningRate, rule);
  }
}

/** tf.train.momentum, whose `dispose` forgets the tensor that holds its learning rate (seen in tfjs 4.22). */
class Momentum extends tf.MomentumOptimizer {
  override dispose(): void {
    super.dispose();
    this.c.dispose();
  }
}
