import type { Oracle, Place } from "./oracle.ts";

/** One component of one step. */
export interface Component<State> {
  /** What is remembered of the steps before. */
  state: State;
  /** The gradient. */
  g: number;
  /** The learning rate. */
  rate: number;
  /** The weight before the step. */
  w: number;
  /** The number of this step, from 1. */
  t: number;
}

/** Makes an oracle of a rule for one component, which gives what is remembered next, and the update. */
export function elementwise<State extends Record<string, number>>(
  start: State,
  rule: (component: Component<State>) => { state: State; update: number },
): Oracle {
  let state: State[] = [], steps = 0;
  return {
    get state() {
      return state;
    },
    get steps() {
      return steps;
    },
    step(gradient: readonly number[], { rate, weights }: Place): number[] {
      const t = ++steps;
      const next = gradient.map((g, i) => rule({ state: state[i] ?? start, g, rate, w: weights?.[i] ?? 0, t }));
      state = next.map(({ state }) => state);
      return next.map(({ update }) => update);
    },
  };
}

/** `sqrt(x) + epsilon` or `sqrt(x + epsilon)`. */
export function rootWith(epsilon: number, place: "outside" | "inside", x: number): number {
  return place === "outside" ? Math.sqrt(x) + epsilon : Math.sqrt(x + epsilon);
}
