import { measured } from "../core/mod.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Observation } from "./observation.ts";

/** Steps that are looked at, from the crossing on. */
const STEPS = 16;

/** How often the gradient along the critical direction turned. */
export interface Oscillation {
  /** Pairs of one step and the next. */
  pairs: number;
  /** Those in which its sign changed. */
  turned: number;
}

/** How the run moves along its critical direction from the step on at which pi passed 1: past the bound it leaves through -1. */
export async function oscillation({ config }: Observation, from: number, lab: Laboratory): Promise<Oscillation> {
  const trace = await lab.train({ config }, [{ name: "critical-direction", every: 1, from }], from + STEPS);
  const cosines = measured(trace, "critical-direction").map(({ values }) => values[6]).filter(Number.isFinite);
  const turned = cosines.filter((cosine, i) => i > 0 && cosine * cosines[i - 1] < 0).length;
  return { pairs: Math.max(0, cosines.length - 1), turned };
}
