import * as tf from "@tensorflow/tfjs";
import { InputError } from "../../core/mod.ts";
import { namedGradients } from "../_named_gradients.ts";
import { type Gradients, Optimizer, type OptimizerConfig, type Tensor } from "../optimizer.ts";

/** One variable in one step; all tensors have its shape. */
export interface VariableStep {
  /** The gradient. */
  gradient: Tensor;
  /** The weights before the step. */
  weights: Tensor;
  /** What is remembered, in the order of {@linkcode StatefulOptimizer.parts}. */
  state: readonly Tensor[];
  /** The learning rate. */
  rate: number;
  /** The number of this step, from 1. A step in which the variable had no gradient counts. */
  t: number;
}

/** What a step makes of a variable. */
export interface VariableUpdate {
  /** What is remembered next, in the same order. */
  state: Tensor[];
  /** What is taken from the weights. */
  update: Tensor;
}

/**
 * An elementwise rule as a tf.Optimizer. It keeps its state by the names of the variables, so their order in a call, and which
 * of them are there, is of no account; variables that are to be restored elsewhere must have the same names there. Numbers
 * that depend on the step alone are computed in float64. A variable without a gradient is left alone, its state too.
 */
export abstract class StatefulOptimizer<Numbers extends OptimizerConfig = OptimizerConfig> extends Optimizer {
  /** Read at each step. */
  learningRate: number;
  /** The rule's numbers. */
  readonly numbers: Numbers;
  /** What is remembered of each variable, by the names that are saved. */
  protected abstract readonly parts: readonly string[];
  readonly #state = new Map<string, tf.Variable[]>();

  /** Takes the rule's numbers as they are; a subclass gives them their defaults. */
  constructor(learningRate: number, numbers: Numbers) {
    super();
    this.learningRate = learningRate;
    this.numbers = numbers;
  }

  /** Makes an optimizer of what getConfig gives. */
  static override fromConfig: (typeof Optimizer)["fromConfig"] = (cls, config) =>
    new (cls as unknown as new (rate: unknown, numbers: unknown) => InstanceType<typeof cls>)(
      config.learningRate,
      config,
    );

  /** The rule. Runs in a tf.tidy. */
  protected abstract update(step: VariableStep): VariableUpdate;

  /** Makes a step of every variable that has a gradient. */
  override applyGradients(gradients: Gradients): void {
    for (const { name, tensor } of namedGradients(gradients)) if (tensor) this.#step(name, tensor);
    this.incrementIterations();
  }

  #step(name: string, gradient: Tensor): void {
    const variable = tf.engine().registeredVariables[name];
    if (!variable) throw new InputError("gradients", `must name variables that are there: there is no ${name}`);
    const own = this.#stateOf(name, variable.shape);
    tf.tidy(() => {
      const place = { gradient, weights: variable, state: own, rate: this.learningRate, t: this.iterations + 1 };
      const { state, update } = this.update(place);
      state.forEach((value, i) => own[i].assign(value));
      variable.assign(tf.sub(variable, update));
    });
  }

  /** Zeros for a new variable, and for one that has another shape than its namesake had. */
  #stateOf(name: string, shape: number[]): tf.Variable[] {
    const known = this.#state.get(name);
    if (known && String(known[0].shape) === String(shape)) return known;
    tf.dispose(known ?? []);
    const state = this.parts.map(() => tf.tidy(() => tf.variable(tf.zeros(shape), false)));
    this.#state.set(name, state);
    return state;
  }

  /**
   * The count of steps, then each part of all variables: `VARIABLE/PART`. They are the optimizer's own, as those of tf.train
   * are, and change with the next step; only the first is the caller's to dispose of.
   */
  override async getWeights(): ReturnType<Optimizer["getWeights"]> {
    const parts = this.parts.flatMap((part, k) =>
      Array.from(this.#state, ([name, state]) => ({ name: `${name}/${part}`, tensor: state[k] }))
    );
    return [await this.saveIterations(), ...parts];
  }

  /**
   * Restores what getWeights gave, of an optimizer with the same rule; the tensors stay the caller's.
   *
   * @throws {InputError} if a variable lacks a part, or a part is none of this rule's
   */
  override async setWeights(weights: Parameters<Optimizer["setWeights"]>[0]): Promise<void> {
    const rest = await this.extractIterations(weights), byName = new Map<string, Tensor[]>();
    for (const { name, tensor } of rest) {
      const at = name.lastIndexOf("/"), variable = name.slice(0, at), part = this.parts.indexOf(name.slice(at + 1));
      if (part < 0) throw new InputError("weights", `must be named VARIABLE/${this.parts.join("|")}: there is ${name}`);
      byName.set(variable, Object.assign(byName.get(variable) ?? [], { [part]: tensor }));
    }
    for (const [name, state] of byName) {
      const missing = this.parts.find((_, i) => !state[i]);
      if (missing) throw new InputError("weights", `must have all parts of ${name}: there is no ${name}/${missing}`);
    }
    // They may be the ones that are to be replaced: first make the new, then dispose of the old.
    const restored = Array.from(
      byName,
      ([name, state]) => [name, state.map((tensor) => tf.tidy(() => tf.variable(tf.clone(tensor), false)))] as const,
    );
    this.dispose();
    for (const [name, state] of restored) this.#state.set(name, state);
  }

  /** Disposes of the state. */
  override dispose(): void {
    for (const state of this.#state.values()) tf.dispose(state);
    this.#state.clear();
  }

  /** The rate and the rule's numbers. */
  override getConfig(): OptimizerConfig {
    return { learningRate: this.learningRate, ...this.numbers };
  }
}
