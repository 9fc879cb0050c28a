import { isStochastic, prng, type TrainingConfig } from "../../core/mod.ts";
import { changeClassifier, restoring } from "../changes.ts";
import type { Laboratory } from "../laboratory.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";

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
  async examine({ config }, lab) {
    if (config.problem !== "classifier" || config.batchSize === "full" || !isStochastic(config)) {
      return refuted("Every step sees all samples.");
    }
    const { batchSize, data: { samples }, batchOrder } = config;
    const changes: Change[] = [];
    const failed = batchOrder === "by-class" ? undefined : await failedOrders(config, lab);
    if (batchOrder === "by-class") {
      const value = "reshuffled";
      changes.push(
        restoring(changeClassifier(config, ["config", "batchOrder"], { value, intervention: "reshuffled batches" })),
      );
    } else if (failed === 0) {
      const value = { seed: orderSeed(0) };
      changes.push(changeClassifier(config, ["config", "batchOrder"], { value, intervention: "another order" }));
    }
    const isUsual = batchSize > FEW, sizes = [4 * batchSize, 16 * batchSize].filter((size) => size < samples);
    for (const value of [...sizes, "full"]) {
      const change = changeClassifier(config, ["config", "batchSize"], { value, intervention: "larger batches" });
      changes.push(isUsual ? change : restoring(change));
    }
    const order = failed === undefined
      ? "The samples of a class come one after the other, in every epoch."
      : `With the same weights and data, ${failed} of ${ORDERS} other orders of the batches fail as well.`;
    const says = `A step sees ${batchSize} of ${samples} samples. ${order}`;
    const evidence = {
      batchSize,
      samples,
      ...failed !== undefined && { otherOrders: ORDERS, otherOrdersFailed: failed },
    };
    return { plausible: true, says, evidence, changes };
  },
};

function orderSeed(k: number): number {
  return prng(0x04de4, k).uint32();
}

async function failedOrders(config: TrainingConfig, lab: Laboratory): Promise<number> {
  let failed = 0;
  for (let k = 0; k < ORDERS; k++) {
    const { fails } = await lab.run({ config: { ...config, batchOrder: { seed: orderSeed(k) } } as TrainingConfig });
    if (fails) failed++;
  }
  return failed;
}
