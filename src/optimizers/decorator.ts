import { type Gradients, Optimizer, type OptimizerConfig } from "./optimizer.ts";
import { setLearningRate } from "./set_learning_rate.ts";

/**
 * An optimizer around another one, which it owns: state, weights to save and disposal are the inner one's.
 * A subclass changes what reaches the inner one by overriding `applyGradients`; `minimize` goes through it.
 *
 * Never tell decorators apart by `instanceof`: tf.Optimizer answers it by shape, so that it holds between any two
 * optimizers.
 */
export abstract class OptimizerDecorator extends Optimizer {
  /** The optimizer inside. */
  readonly inner: Optimizer;

  /** Takes over `inner`: it is disposed of with the decorator. */
  constructor(inner: Optimizer) {
    super();
    this.inner = inner;
  }

  // The inner optimizer runs outside of any tf.tidy: one from outside may make its state of plain tensors.
  /** Passes the gradients on; `iterations` counts the calls. */
  override applyGradients(gradients: Gradients): void {
    this.inner.applyGradients(gradients);
    this.incrementIterations();
  }

  /** As the inner optimizer computes them. */
  override computeGradients(
    f: Parameters<Optimizer["computeGradients"]>[0],
    varList?: Parameters<Optimizer["computeGradients"]>[1],
  ): ReturnType<Optimizer["computeGradients"]> {
    return this.inner.computeGradients(f, varList);
  }

  /** Sets the inner optimizer's learning rate, see {@linkcode setLearningRate}. */
  setLearningRate(rate: number): void {
    setLearningRate(this.inner, rate);
  }

  /** Disposes of the inner optimizer. */
  override dispose(): void {
    this.inner.dispose();
  }

  /** The inner optimizer's weights. tf.train puts its count of iterations first, a new tensor, to be disposed of. */
  override getWeights(): ReturnType<Optimizer["getWeights"]> {
    return this.inner.getWeights();
  }

  /** Restores the inner optimizer and the count of iterations, and so the step of a schedule. */
  override async setWeights(weights: Parameters<Optimizer["setWeights"]>[0]): Promise<void> {
    await this.inner.setWeights(weights);
    this.iterations_ = this.inner.iterations;
  }

  /** The decorator's own numbers, and the inner optimizer as `optimizer: {className, config}`. */
  override getConfig(): OptimizerConfig {
    const { inner } = this;
    return { ...this.ownConfig(), optimizer: { className: inner.getClassName(), config: inner.getConfig() } };
  }

  /** The decorator's own numbers. */
  protected abstract ownConfig(): OptimizerConfig;
}
