import { namedGradients } from "./_named_gradients.ts";
import { OptimizerDecorator } from "./decorator.ts";
import { variableNamed } from "./from_oracle.ts";
import type { Gradients, Optimizer, OptimizerConfig, Tensor } from "./optimizer.ts";
import { type Convention, conventionsOf, type Oracle, oracleOf, type OracleRule } from "./oracles/mod.ts";

/** What float32 weights may do to an update, as a share of their norm. */
const ROUNDING = 1e-6;

/** How far the updates of an optimizer were from those of its rule, in the form of it that comes nearest. */
export interface Disagreement {
  /** The form's name, and who has it. */
  convention: string;
  /** One a step: |update - oracle's| / |oracle's|, over all weights; infinite where only the oracle's is finite. */
  distances: number[];
}

/** An optimizer that is watched, step by step, beside the oracles of its rule on the same gradients. For cpu and wasm. */
export class Watched extends OptimizerDecorator {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "Watched";
  readonly #forms: { convention: Convention; oracles: Map<string, Oracle>; distances: number[] }[];
  readonly #steps: number;
  #rate: number;

  /** @param options `rate` that `inner` has, its `rule`, and the `steps` after which nobody looks any more */
  constructor(inner: Optimizer, { rate, rule, steps }: { rate: number; rule: OracleRule; steps: number }) {
    super(inner);
    this.#rate = rate;
    this.#steps = steps;
    this.#forms = conventionsOf(rule).map((convention) => ({ convention, oracles: new Map(), distances: [] }));
  }

  /** The form whose worst step is the best of all. */
  get disagreement(): Disagreement {
    const [best] = this.#forms.map(({ convention: { name }, distances }) => ({ convention: name, distances }))
      .sort((a, b) => Math.max(...a.distances) - Math.max(...b.distances));
    return best;
  }

  /** Sets the rate of both. */
  override setLearningRate(rate: number): void {
    super.setLearningRate(rate);
    this.#rate = rate;
  }

  /** Has the inner optimizer make its step, and the oracles theirs. */
  override applyGradients(gradients: Gradients): void {
    if (this.iterations >= this.#steps) return super.applyGradients(gradients);
    const named = namedGradients(gradients).filter((given): given is { name: string; tensor: Tensor } =>
      !!given.tensor
    );
    const given = named.map(({ name, tensor }) => ({
      name,
      gradient: Array.from(tensor.dataSync()),
      before: weightsOf(name),
    }));
    super.applyGradients(gradients);
    const moved = given.map(({ before, ...rest }) => {
      const after = weightsOf(rest.name);
      return { ...rest, before, update: before.map((weight, i) => weight - after[i]) };
    });
    for (const form of this.#forms) form.distances.push(distanceOf(moved, form, this.#rate));
  }

  /** None. */
  protected override ownConfig(): OptimizerConfig {
    return {};
  }
}

function weightsOf(name: string): number[] {
  return Array.from(variableNamed(name).dataSync());
}

type Moved = { name: string; gradient: number[]; before: number[]; update: number[] }[];

function distanceOf(
  moved: Moved,
  { convention, oracles }: { convention: Convention; oracles: Map<string, Oracle> },
  rate: number,
): number {
  let off = 0, size = 0, weight = 0;
  for (const { name, gradient, before, update } of moved) {
    if (!oracles.has(name)) oracles.set(name, oracleOf(convention.rule));
    const right = oracles.get(name)!.step(gradient, { rate, weights: before });
    right.forEach((value, i) => {
      off += (update[i] - value) ** 2;
      // What float32 cannot hold is infinite in both.
      size += Math.fround(value) ** 2;
      weight += before[i] ** 2;
    });
  }
  const distance = Math.sqrt(off) / (Math.sqrt(size) + ROUNDING * Math.sqrt(weight));
  return Number.isNaN(distance) ? Number.isFinite(size) ? Infinity : 0 : distance;
}
