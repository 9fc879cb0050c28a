import { type ClassifierConfig, digits } from "../../core/mod.ts";
import { makeDataset } from "../../data/mod.ts";
import { changeClassifier, restoring } from "../changes.ts";
import type { Laboratory } from "../laboratory.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";

/** A row may miss a sum of 1 by this, which float32 can. */
const ROUNDING = 1e-4;

/**
 * Label rows that do not sum to 1. tf.losses.softmaxCrossEntropy then returns a gradient, softmax - labels, that is not that of
 * the loss that it returns; under the true one, s softmax - labels, the loss keeps a floor that no model can pass.
 */
export const labelMass: MechanismRule = {
  name: "label-mass",
  examine({ config }, lab) {
    if (config.problem !== "classifier") return refuted("There are no label rows.");
    const sums = rowSums(config, lab), off = sums.filter((sum) => Math.abs(sum - 1) > ROUNDING);
    const evidence = {
      rows: sums.length,
      rowsOff: off.length,
      largestSum: Math.max(...sums),
      leastSum: Math.min(...sums),
    };
    if (off.length === 0) return refuted("Every label row sums to 1.", evidence);
    const says =
      `${off.length} of ${sums.length} label rows do not sum to 1: they sum to ${digits(evidence.leastSum)} to ` +
      `${digits(evidence.largestSum)}.` +
      (config.loss.kind === "tf-losses"
        ? " The gradient that tf.losses gives for such rows is not that of its loss."
        : "");
    return { plausible: true, says, evidence, changes: massChanges(config).map(restoring) };
  },
};

function rowSums({ data }: ClassifierConfig, lab: Laboratory): number[] {
  const { labels, samples, classes } = makeDataset(data, lab.options.data);
  return Array.from({ length: samples }, (_, row) => {
    return labels.subarray(row * classes, (row + 1) * classes).reduce((sum, value) => sum + value, 0);
  });
}

/** Renormalised, where that is a distribution of one kind; one-hot; the loss's own gradient. */
function massChanges(config: ClassifierConfig): Change[] {
  const { labels, classes } = config.data, changes: Change[] = [];
  if (labels.kind === "mass" && labels.mass > 1 && labels.share === 1) {
    // The class keeps 1/mass: 1 - smoothing + smoothing/classes.
    const smoothing = (1 - 1 / labels.mass) / (1 - 1 / classes);
    const value = { kind: "smoothed", smoothing };
    if (smoothing <= 1) {
      changes.push(changeClassifier(config, ["data", "labels"], { value, intervention: "renormalised labels" }));
    }
  }
  changes.push(
    changeClassifier(config, ["data", "labels"], { value: { kind: "one-hot" }, intervention: "one-hot labels" }),
  );
  if (config.loss.kind === "tf-losses") {
    changes.push(changeClassifier(config, ["loss", "kind"], { value: "cross-entropy", intervention: "true gradient" }));
  }
  return changes;
}

/** Labels at another class than the sample's own. Of generated data the own one is known. */
export const wrongLabels: MechanismRule = {
  name: "wrong-labels",
  examine({ config, outcome }, lab) {
    if (config.problem !== "classifier") return refuted("There are no label rows.");
    const { labels, classOf, samples, classes } = makeDataset(config.data, lab.options.data);
    const wrong = Array.from(classOf).filter((own, row) =>
      labels.subarray(row * classes, (row + 1) * classes)
        .some((value) => value > labels[row * classes + own])
    ).length;
    const evidence = { samples, wrong, share: wrong / samples, accuracyAtBest: outcome.truth.accuracyAtBest };
    if (wrong === 0) return refuted("Every label row is largest at its sample's own class.", evidence);
    const says = `${wrong} of ${samples} samples are labelled as another class than their own.`;
    const value = { kind: "one-hot" },
      change = changeClassifier(config, ["data", "labels"], { value, intervention: "right labels" });
    return { plausible: true, says, evidence, changes: [restoring(change)] };
  },
};
