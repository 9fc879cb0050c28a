import * as tf from "@tensorflow/tfjs";
import { InputError } from "../core/mod.ts";
import { type Optimizer, setLearningRate } from "../optimizers/mod.ts";
import type { Candidate } from "./law.ts";
import type { Trial } from "./trial.ts";

/** A gradient for a variable, or that it has none. */
export interface Given {
  /** Index of the variable. */
  variable: number;
  /** One number a weight of the variable; null: the variable is named, but has no gradient. */
  gradient: readonly number[] | null;
}

/** How the weights of a trial are laid out: in one variable, or in one each. */
export type Layout = "one" | "each";

/** Variables that an optimizer walks from one set of values to the next. */
export class Walk {
  readonly #variables: tf.Variable[];

  /** @param starts the values that each variable begins with */
  constructor(starts: readonly (readonly number[])[]) {
    this.#variables = starts.map((values) => tf.tidy(() => tf.variable(tf.tensor1d([...values]))));
  }

  /** The variables of a trial. */
  static of({ start }: Trial, layout: Layout = "one"): Walk {
    return new Walk(layout === "one" ? [start] : start.map((value) => [value]));
  }

  /** Lets the optimizer make a step, the variables in the order that they are given in, as a list or as a record. */
  step(optimizer: Optimizer, given: readonly Given[], form: "list" | "record" = "list"): void {
    const list = given.map(({ variable, gradient }) => ({
      name: this.#variables[variable].name,
      tensor: gradient && tf.tensor1d([...gradient]),
    })) as { name: string; tensor: tf.Tensor }[];
    try {
      // In no tf.tidy: that would take away state that is kept in plain tensors.
      optimizer.applyGradients(
        form === "list" ? list : Object.fromEntries(list.map(({ name, tensor }) => [name, tensor])),
      );
    } finally {
      for (const { tensor } of list) tensor?.dispose();
    }
  }

  /** The variables, for `minimize`. */
  get variables(): readonly tf.Variable[] {
    return this.#variables;
  }

  /** The weights now, flat. */
  async read(): Promise<number[]> {
    return (await Promise.all(this.#variables.map(async (variable) => [...await variable.data()]))).flat();
  }

  dispose(): void {
    tf.dispose(this.#variables);
  }
}

/** A row of gradients as given to variables of a layout. */
export function givenOf(row: readonly number[], layout: Layout): Given[] {
  return layout === "one"
    ? [{ variable: 0, gradient: row }]
    : row.map((value, variable) => ({ variable, gradient: [value] }));
}

/** How a candidate is walked through a trial. */
export interface WalkOptions {
  /** Default "one". */
  layout?: Layout;
  /** What is put around or changed in a new optimizer. */
  decorate?: (optimizer: Optimizer) => Optimizer;
  /** What each step is given, of the row of its gradients; undefined: no step is made. Default: every gradient, in order. */
  given?: (row: number[], step: number) => Given[] | undefined;
  /** The form of what is given. Default "list". */
  form?: "list" | "record";
  /** Done before each step. */
  before?: (optimizer: Optimizer, step: number) => void;
}

/** The weights after each step of a trial. */
export async function pathOf({ make }: Candidate, trial: Trial, options: WalkOptions = {}): Promise<number[][]> {
  const { layout = "one", decorate = (optimizer) => optimizer, given, form, before } = options;
  return await withOptimizer(decorate(make(trial.rate)), async (optimizer) => {
    const walk = Walk.of(trial, layout), path: number[][] = [];
    try {
      for (const [step, row] of trial.gradients.entries()) {
        before?.(optimizer, step);
        const what = given ? given(row, step) : givenOf(row, layout);
        if (what) walk.step(optimizer, what, form);
        path.push(await walk.read());
      }
    } finally {
      walk.dispose();
    }
    return path;
  });
}

/** Does something with an optimizer, and disposes of it. */
export async function withOptimizer<T>(optimizer: Optimizer, work: (optimizer: Optimizer) => Promise<T>): Promise<T> {
  try {
    return await work(optimizer);
  } finally {
    // Not every optimizer of a user's has one.
    optimizer.dispose?.();
  }
}

/** Whether a candidate's rate can be set from outside, see `setLearningRate`. */
export function hasSettableRate({ make }: Candidate): boolean {
  const optimizer = make(1);
  try {
    setLearningRate(optimizer, 1);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  } finally {
    optimizer.dispose?.();
  }
}
