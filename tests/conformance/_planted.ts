import * as tf from "@tensorflow/tfjs";
import type { Candidate } from "../../src/conformance/mod.ts";
import type { Gradients, Optimizer } from "../../src/optimizers/mod.ts";

export type Saved = Awaited<ReturnType<Optimizer["getWeights"]>>;
type Given = { name: string; tensor: tf.Tensor | null }[];

/** Heavy ball done right: state by name, copies saved, nothing left behind. A subclass plants a fault. */
export class Right extends tf.Optimizer {
  static readonly className: string = "Right";
  learningRate: number;
  momentum: number;
  /** By variable name. */
  velocities = new Map<string, tf.Variable>();

  constructor(learningRate: number, momentum = 0.5) {
    super();
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new (cls as unknown as new (...numbers: unknown[]) => T)(config.learningRate, config.momentum);
  }

  applyGradients(gradients: Gradients): void {
    for (const { name, tensor } of listOf(gradients)) if (tensor) this.update(name, tensor);
    this.incrementIterations();
  }

  update(name: string, gradient: tf.Tensor): void {
    const variable = tf.engine().registeredVariables[name], velocity = this.velocity(name, variable.shape);
    tf.tidy(() => {
      velocity.assign(tf.add(tf.mul(velocity, this.momentum), gradient));
      variable.assign(tf.sub(variable, tf.mul(velocity, this.learningRate)));
    });
  }

  velocity(name: string, shape: number[]): tf.Variable {
    if (!this.velocities.has(name)) {
      this.velocities.set(name, tf.tidy(() => tf.variable(tf.zeros(shape), false)));
    }
    return this.velocities.get(name)!;
  }

  setMomentum(momentum: number): void {
    this.momentum = momentum;
  }

  override async getWeights(): Promise<Saved> {
    const list = [...this.velocities].map(([name, velocity]) => ({ name, tensor: tf.clone(velocity) }));
    return [await this.saveIterations(), ...list];
  }

  override async setWeights(weights: Saved): Promise<void> {
    const rest = await this.extractIterations(weights);
    this.forget();
    for (const { name, tensor } of rest) this.velocities.set(name, tf.tidy(() => tf.variable(tf.clone(tensor), false)));
  }

  forget(): void {
    tf.dispose([...this.velocities.values()]);
    this.velocities.clear();
  }

  override dispose(): void {
    this.forget();
  }

  getConfig() {
    return { learningRate: this.learningRate, momentum: this.momentum };
  }
}

export function listOf(gradients: Gradients): Given {
  return Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
}

/** A class of optimizer as a candidate that claims to be heavy ball. */
export function candidate(make: (rate: number) => Optimizer, name = "planted"): Candidate {
  return { name, make, rule: { kind: "momentum", momentum: 0.5 } };
}
