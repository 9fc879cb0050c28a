import type { Measurement, QuantityName, QuantityRequest } from "../core/mod.ts";
import type { Totals } from "../kernels/mod.ts";
import type { Optimizer } from "../optimizers/mod.ts";
import type { Problem, ProblemBatch } from "./problems/mod.ts";
import { QUANTITIES } from "./quantities/mod.ts";
import type { Stepper } from "./stepper.ts";

/** The quantities of one training, and what they are measured with. */
export interface Measuring {
  requests: readonly QuantityRequest[];
  steps: number;
  problem: Problem;
  optimizer: Optimizer;
  stepper: Stepper;
}

/** What was measured on the spot at one step, by name. */
export type OnTheSpot = Map<QuantityName, number[]>;

function due({ requests, steps }: Measuring, step: number): QuantityName[] {
  const now = requests.filter((request) =>
    typeof request === "string" ? QUANTITIES[request].at(step, steps) : isEach(request, step, steps)
  );
  return now.map((request) => typeof request === "string" ? request : request.name);
}

/** After the last update there is no batch, and no step to come. */
function isEach({ name, every, from = 0 }: Exclude<QuantityRequest, string>, step: number, steps: number): boolean {
  const quantity = QUANTITIES[name], needsBatch = "measureStep" in quantity || "ofBatch" in quantity;
  return step % every === 0 && step >= from && (step < steps || !needsBatch);
}

/** Whether a step needs the loss of all samples. */
export function needsFull(measuring: Measuring, step: number): boolean {
  return due(measuring, step).some((name) => "ofFull" in QUANTITIES[name]);
}

/** Measures what must be measured between a step's beginning and its end, or, without a batch, after the last. */
export async function measureOnTheSpot(measuring: Measuring, step: number, batch?: ProblemBatch): Promise<OnTheSpot> {
  const { steps, problem, optimizer, stepper } = measuring, values: OnTheSpot = new Map();
  const quantities = due(measuring, step).map((name) => ({ name, quantity: QUANTITIES[name] }));
  if (!quantities.some(({ quantity }) => "measure" in quantity)) return values;
  const { weights, evaluated } = batch ? await stepper.moment() : { weights: await stepper.weights() };
  const current = batch && evaluated && { batch, evaluated };
  for (const { name, quantity } of quantities) {
    if (!("measure" in quantity)) continue;
    values.set(name, await quantity.measure({ step, steps, problem, optimizer, weights, current }));
  }
  return values;
}

/**
 * Has a step ended, and measures it if that is asked for.
 *
 * @param onTheSpot gets what was measured
 */
export async function endStep(
  measuring: Measuring,
  step: number,
  { batch, onTheSpot }: { batch: ProblemBatch; onTheSpot: OnTheSpot },
): Promise<void> {
  const { problem, stepper } = measuring,
    names = due(measuring, step).filter((name) => "measureStep" in QUANTITIES[name]);
  const before = names.length > 0 ? (await stepper.moment()).weights : undefined;
  await stepper.end();
  for (const name of before ? names : []) {
    const quantity = QUANTITIES[name], after = await stepper.weights();
    if ("measureStep" in quantity) {
      onTheSpot.set(name, await quantity.measureStep({ problem, batch, before: before!, after }));
    }
  }
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
