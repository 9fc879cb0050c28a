import { type ClassifierConfig, digits, mean, median } from "../../core/mod.ts";
import { changeClassifier, changeOptimizer, restoring } from "../changes.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";
import type { Observation } from "../observation.ts";

/** The first inputs are lost if the loss feels them less than this share of the last. */
const LOST = 0.03;
/** The gradient grows through time if the loss feels the first inputs this many times as much as the last. */
const GROWN = 3;
/** Of the median gradient norm before the onset: where it is clipped. */
const CLIPS = [2, 0.5];
/** And norms that are clipped at where nothing was measured, as the run left at once. */
const USUAL_CLIPS = [5, 1, 0.3, 0.1];
/** Below this a run does not move. */
const LEAST_CLIP = 0.01;

/** Forget biases that are tried: the usual one, and one that forgets next to nothing. */
const FORGET_BIASES = [1, 3];

const NOT_RECURRENT = "It is no recurrent net.";

/** The product of Jacobians through time shrinks: what the first inputs say does not reach the loss, nor its gradient them. */
export const vanishingGradient: MechanismRule = {
  name: "vanishing-gradient",
  examine({ config, sensitivity, outcome: { truth } }) {
    if (config.problem !== "classifier" || sensitivity.start.length < 2) return refuted(NOT_RECURRENT);
    const start = reach(sensitivity.start), end = reach(sensitivity.end);
    const says = `The loss feels the first inputs ${digits(start)} times as much as the last at the start of the run` +
      (Number.isFinite(end) ? `, and ${digits(end)} times at its end.` : ".");
    const evidence = { atStart: start, atEnd: end, length: config.data.length };
    if (truth.judgement !== "no-progress") return refuted(`${says} But the run learned, before it failed.`, evidence);
    // What comes later may come of anything that drove the net to where it is.
    if (!(start < LOST)) return refuted(says, evidence);
    return { plausible: true, says, evidence, changes: memoryChanges(config) };
  },
};

/** The product of Jacobians through time grows: gradients jump by orders of magnitude, and a step leaves the valley. */
export const explodingGradient: MechanismRule = {
  name: "exploding-gradient",
  examine(observation) {
    const { config, sensitivity } = observation;
    if (config.problem !== "classifier" || sensitivity.start.length < 2) return refuted(NOT_RECURRENT);
    const grown = reach(sensitivity.start),
      grownAtEnd = reach(sensitivity.end),
      { usual, largest } = normsOf(observation);
    const init = config.model.recurrentInit, gain = init.kind === "orthogonal" ? init.gain : undefined;
    const evidence = {
      atStart: grown,
      atEnd: grownAtEnd,
      usualNorm: usual,
      largestNorm: largest,
      ...gain !== undefined && { gain },
    };
    const says = `The loss feels the first inputs ${digits(grown)} times as much as the last at the start, ` +
      `${digits(grownAtEnd)} times at the onset; the gradient's norm rose to ${digits(largest)}, ` +
      `${digits(largest / usual)} times what was usual before.`;
    if (!(grown > GROWN) && !(gain !== undefined && gain > 1.2)) return refuted(says, evidence);
    const { clip } = config.optimizer, set = clip.kind === "global-norm" ? clip.max : Infinity;
    const norms = new Set([...CLIPS.map((factor) => Number((factor * usual).toPrecision(3))), ...USUAL_CLIPS]);
    const limits = [...norms].filter((max) => max < largest && max < set && max > LEAST_CLIP).sort((a, b) => b - a);
    // A kernel that expands without clipping is unusual.
    const changes = limits.map((max) =>
      restoring(changeOptimizer(config, { clip: { kind: "global-norm", max } }, "clip"))
    );
    if (gain !== undefined && gain > 1) changes.push(gainOne(config));
    return { plausible: true, says, evidence, changes };
  },
};

/** How much the first third of the inputs is felt, in the mean, as a multiple of what is felt most of the last third. */
function reach(sensitivity: readonly number[]): number {
  const third = Math.max(1, Math.floor(sensitivity.length / 3));
  return mean(sensitivity.slice(0, third)) / Math.max(...sensitivity.slice(-third));
}

/** The median norm of the gradient before the onset, and its largest up to a little after. */
function normsOf({ outcome: { trace: { gradientNorm } }, onset }: Observation): { usual: number; largest: number } {
  const known = gradientNorm.filter(Number.isFinite), before = known.slice(0, Math.max(1, Math.floor(0.9 * onset)));
  return { usual: median(before), largest: Math.max(...known.slice(0, Math.ceil(1.1 * onset) + 1)) };
}

function gainOne(config: ClassifierConfig): Change {
  const value = { kind: "orthogonal", gain: 1 };
  const change = changeClassifier(config, ["model", "recurrentInit"], { value, intervention: "recurrent start" });
  return config.model.recurrentInit.kind === "glorot" ? change : restoring(change);
}

/** What gives a net a longer memory, the least change first. */
function memoryChanges(config: ClassifierConfig): Change[] {
  const { cell, forgetBias, recurrentInit: init } = config.model, changes: Change[] = [];
  for (const value of cell === "lstm" ? FORGET_BIASES.filter((bias) => bias > forgetBias) : []) {
    const change = changeClassifier(config, ["model", "forgetBias"], { value, intervention: "forget bias" });
    changes.push(forgetBias < FORGET_BIASES[0] ? restoring(change) : change);
  }
  if (init.kind === "glorot" || init.gain < 1) changes.push(gainOne(config));
  for (const value of ["gru", "lstm"].filter((other) => other !== cell)) {
    changes.push(changeClassifier(config, ["model", "cell"], { value, intervention: "cell" }));
  }
  return changes;
}
