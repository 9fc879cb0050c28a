import { distance, norm } from "../core/mod.ts";
import type { Evaluated, StepNumbers, Totals } from "../kernels/mod.ts";
import type { Problem, ProblemBatch } from "./problems/mod.ts";
import type { Stepper, Updates } from "./stepper.ts";

/** Reads the weights after each step, and tells its numbers at once: norms in float64. */
export class HostStepper implements Stepper {
  readonly isDue = true;
  readonly #problem: Problem;
  readonly #updates: Updates;
  #weights: Float32Array;
  #evaluated?: Evaluated;
  #full?: Totals;
  #told: StepNumbers[] = [];

  constructor(problem: Problem, updates: Updates) {
    this.#problem = problem;
    this.#updates = updates;
    this.#weights = problem.initial;
  }

  async begin(batch: ProblemBatch, { full }: { full: boolean }): Promise<void> {
    const { evaluate, full: all } = this.#problem;
    this.#evaluated = await evaluate(this.#weights, batch);
    this.#full = full ? await evaluate(this.#weights, all, { gradient: false }) : undefined;
  }

  moment(): Promise<{ weights: Float32Array; evaluated: Evaluated }> {
    return Promise.resolve({ weights: this.#weights, evaluated: this.#evaluated! });
  }

  async end(): Promise<void> {
    const { loss, right, gradient } = this.#evaluated!, gradientNorm = norm(gradient), before = this.#weights;
    if (Number.isFinite(loss) && Number.isFinite(gradientNorm)) {
      const { variables, optimizer } = this.#updates;
      variables.update(optimizer, gradient);
      this.#weights = await variables.read();
    }
    const updateNorm = distance(this.#weights, before), weightNorm = norm(this.#weights);
    this.#told.push({ loss, right, gradientNorm, updateNorm, weightNorm, full: this.#full });
  }

  tell(): Promise<StepNumbers[]> {
    const told = this.#told;
    this.#told = [];
    return Promise.resolve(told);
  }

  weights(): Promise<Float32Array> {
    return Promise.resolve(this.#weights);
  }

  dispose(): void {}
}
