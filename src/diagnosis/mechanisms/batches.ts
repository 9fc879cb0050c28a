import { type ClassifierConfig, isStochastic, MOST, type OwnConfig, prng } from "../../core/mod.ts";
import { changeConfig, restoring } from "../changes.ts";
import type { Laboratory } from "../laboratory.ts";
import { type Change, type MechanismRule, refuted, type Suspicion } from "../mechanism.ts";
import type { Observation } from "../observation.ts";
import { oneBatch } from "./_one_batch.ts";

/** Other orders of the same batches that are tried. */
const ORDERS = 6;
/** Batches of so many samples are unusual: their gradients are mostly noise. */
const FEW = 2;

/**
 * Batches that stand for too little: one bad batch or order, samples that come by class, or so few at a time that their
 * gradients are mostly noise. Weights, data and rate stay as they are.
 */
export const batches: MechanismRule = {
  name: "batches",
  async examine(observation, lab) {
    const { config } = observation;
    if (!isStochastic(config) || !("batchSize" in config) || config.batchSize === "full") {
      return refuted("Every step sees all samples.");
    }
    const { batchSize } = config;
    if (config.problem === "own") {
      const says = `A step sees ${batchSize} samples; of a problem of one's own no other order is tried.`;
      return { plausible: true, says, evidence: { batchSize }, changes: largerBatches(config, batchSize) };
    }
    const { data: { samples }, batchOrder } = config;
    const order = batchOrder === "by-class" ? byClass(config) : await reshuffled(observation, config, lab);
    return {
      plausible: true,
      says: `A step sees ${batchSize} of ${samples} samples. ${order.says}`,
      evidence: { batchSize, samples, ...order.evidence },
      changes: [...order.changes, ...largerBatches(config, batchSize, samples)],
    };
  },
};

/** @param samples how many there are. Default: as many as a config may name */
function largerBatches(
  config: ClassifierConfig | OwnConfig,
  batchSize: number,
  samples: number = MOST.samples,
): Change[] {
  const sizes = [4 * batchSize, 16 * batchSize].filter((size) => size < samples);
  return [...sizes, "full" as const].map((value) => {
    const change = changeConfig(config, "batchSize", { value, intervention: "larger batches" });
    return batchSize > FEW ? change : restoring(change);
  });
}

/** What the order of the batches has to do with the failure. */
type Order = Omit<Suspicion, "plausible">;

function byClass(config: ClassifierConfig): Order {
  const to = { value: "reshuffled", intervention: "reshuffled batches" };
  return {
    says: "The samples of a class come one after the other, in every epoch.",
    evidence: {},
    changes: [restoring(changeConfig(config, "batchOrder", to))],
  };
}

/** Whether it hangs on this order, or on one batch of it. */
async function reshuffled(observation: Observation, config: ClassifierConfig, lab: Laboratory): Promise<Order> {
  const others = Array.from(
    { length: ORDERS },
    (_, k) => ({ config: { ...config, batchOrder: { seed: orderSeed(k) } } }),
  );
  const failed = await lab.failures(others), changes: Change[] = [];
  const order = typeof config.batchOrder === "object" ? config.batchOrder : {};
  const one = await oneBatch(observation, { config, order }, lab);
  if (one.change) changes.push(one.change);
  if (failed === 0) {
    const to = { value: { seed: orderSeed(0) }, intervention: "another order" };
    changes.push(changeConfig(config, "batchOrder", to));
  }
  return {
    says: `With the same weights and data, ${failed} of ${ORDERS} other orders of the batches fail as well.${one.says}`,
    evidence: { otherOrders: ORDERS, otherOrdersFailed: failed, ...one.evidence },
    changes,
  };
}

function orderSeed(k: number): number {
  return prng(0x04de4, k).uint32();
}
