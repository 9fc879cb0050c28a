import type { Measurement, QuantityName } from "../core/mod.ts";
import type { Batch, Totals } from "../kernels/mod.ts";
import type { Problem } from "./problem.ts";
import { QUANTITIES } from "./quantities/mod.ts";
import type { Stepper } from "./stepper.ts";

/** The quantities of one training, and what they are measured with. */
export interface Measuring {
  names: readonly QuantityName[];
  steps: number;
  problem: Problem;
  stepper: Stepper;
}

/** What was measured on the spot at one step, by name. */
export type OnTheSpot = Map<QuantityName, number[]>;

const due = ({ names, steps }: Measuring, step: number): QuantityName[] =>
  names.filter((name) => QUANTITIES[name].at(step, steps));

/** Whether a step needs the loss of all samples. */
export function needsFull(measuring: Measuring, step: number): boolean {
  return due(measuring, step).some((name) => "ofFull" in QUANTITIES[name]);
}

/** Measures what must be measured between a step's beginning and its end, or, without a batch, after the last. */
export async function measureOnTheSpot(measuring: Measuring, step: number, batch?: Batch): Promise<OnTheSpot> {
  const { steps, problem, stepper } = measuring, values: OnTheSpot = new Map();
  const quantities = due(measuring, step).map((name) => ({ name, quantity: QUANTITIES[name] }));
  if (quantities.every(({ quantity }) => "ofFull" in quantity)) return values;
  const { weights, evaluated } = batch ? await stepper.moment() : { weights: await stepper.weights() };
  const current = batch && evaluated && { batch, evaluated };
  for (const { name, quantity } of quantities) {
    if ("measure" in quantity) values.set(name, await quantity.measure({ step, steps, problem, weights, current }));
  }
  return values;
}

/**
 * All measurements of a step, in the order in which they were asked for.
 *
 * @param full loss and hits of all samples, if the step needs them
 */
export function measurements(
  measuring: Measuring,
  step: number,
  { onTheSpot, full }: { onTheSpot: OnTheSpot; full?: Totals },
): Measurement[] {
  return due(measuring, step).map((name) => {
    const quantity = QUANTITIES[name];
    const values = "ofFull" in quantity ? quantity.ofFull(full!, measuring.problem.full.size) : onTheSpot.get(name)!;
    return { quantity: name, step, values };
  });
}

/** What there is to measure after the last update. */
export async function measureEnd(measuring: Measuring): Promise<Measurement[]> {
  const { steps, problem, stepper } = measuring, onTheSpot = await measureOnTheSpot(measuring, steps);
  const full = needsFull(measuring, steps)
    ? await problem.evaluate(await stepper.weights(), problem.full, { gradient: false })
    : undefined;
  return measurements(measuring, steps, { onTheSpot, full });
}
