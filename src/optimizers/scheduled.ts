import type { ScheduleSpec } from "../core/mod.ts";
import { OptimizerDecorator } from "./decorator.ts";
import type { Gradients, Optimizer, OptimizerConfig } from "./optimizer.ts";
import { rateFactor } from "./rate_factor.ts";
import { setLearningRate } from "./set_learning_rate.ts";

/** What a schedule needs to know of its training. */
export interface ScheduledOptions {
  /** The rate that the schedule's factor multiplies. */
  learningRate: number;
  /** What the factor follows. */
  schedule: ScheduleSpec;
  /** Of the whole training, at least 1. */
  steps: number;
}

/**
 * Gives the inner optimizer the learning rate `learningRate * rateFactor(schedule, step, steps)` before each step, the
 * steps being counted from 0 by the calls of `applyGradients`. `setLearningRate` changes the rate that is multiplied.
 */
export class Scheduled extends OptimizerDecorator {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "Scheduled";
  #options: ScheduledOptions;

  /**
   * Sets the rate of step 0 at once.
   *
   * @throws {InputError} if the inner optimizer's rate cannot be set, see {@linkcode setLearningRate}
   */
  constructor(inner: Optimizer, options: ScheduledOptions) {
    super(inner);
    this.#options = { ...options };
    this.#setRate();
  }

  /** Sets the rate of this step, then passes the gradients on. */
  override applyGradients(gradients: Gradients): void {
    this.#setRate();
    super.applyGradients(gradients);
  }

  /** Sets the rate that the schedule's factor multiplies. */
  override setLearningRate(rate: number): void {
    this.#options.learningRate = rate;
  }

  /** `{learningRate, schedule, steps}` */
  protected override ownConfig(): OptimizerConfig {
    const { learningRate, schedule, steps } = this.#options;
    return { learningRate, schedule: { ...schedule }, steps };
  }

  #setRate(): void {
    const { learningRate, schedule, steps } = this.#options;
    setLearningRate(this.inner, learningRate * rateFactor(schedule, this.iterations, steps));
  }
}
