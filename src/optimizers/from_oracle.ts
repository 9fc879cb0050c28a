import * as tf from "@tensorflow/tfjs";
import { namedGradients } from "./_named_gradients.ts";
import { type Gradients, Optimizer, type OptimizerConfig } from "./optimizer.ts";
import { oracleOf, type OracleRule } from "./oracles/mod.ts";

/**
 * A rule as its oracle computes it, in float64, as a tf.Optimizer: what another implementation is put in place of, to see
 * whether it is to blame. Reads every gradient and weight back, at once: for the backends cpu and wasm. It cannot be saved.
 */
export class FromOracle extends Optimizer {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "FromOracle";
  /** Read at each step. */
  learningRate: number;
  readonly #rule: OracleRule;
  readonly #oracles = new Map<string, ReturnType<typeof oracleOf>>();

  /** An oracle for each variable is made when it comes first. */
  constructor(learningRate: number, rule: OracleRule) {
    super();
    this.learningRate = learningRate;
    this.#rule = rule;
  }

  /** Makes a step of every variable that has a gradient. */
  override applyGradients(gradients: Gradients): void {
    for (const { name, tensor } of namedGradients(gradients)) {
      if (!tensor) continue;
      if (!this.#oracles.has(name)) this.#oracles.set(name, oracleOf(this.#rule));
      const variable = variableNamed(name), weights = Array.from(variable.dataSync());
      const update = this.#oracles.get(name)!.step(Array.from(tensor.dataSync()), { rate: this.learningRate, weights });
      const next = tf.tensor(weights.map((weight, i) => weight - update[i]), variable.shape);
      variable.assign(next);
      next.dispose();
    }
    this.incrementIterations();
  }

  /** `{learningRate}` and the rule's numbers. */
  override getConfig(): OptimizerConfig {
    return { learningRate: this.learningRate, ...this.#rule };
  }
}

/** The variable that a gradient is for. */
export function variableNamed(name: string): tf.Variable {
  return (tf.engine().state.registeredVariables as Record<string, tf.Variable>)[name];
}
