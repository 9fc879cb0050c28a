import { type Clue, digits } from "../../../core/mod.ts";
import { hasDecay, knownRule } from "../optimizer.ts";
import { type Reading, type Rise, updateAt } from "../reading.ts";
import { at, clue, excluded, isAbrupt, jumpText, type LogRule, lostClue, steps } from "../rule.ts";

/** Growth of the stability ratio by decay alone: enough to matter, and too little to. */
const GROWTH = { enough: 1.5, little: 1.1 };

/**
 * In a quiet phase the mean square of gradients v decays, steps grow with no change in the landscape, and the stability ratio
 * passes 1 (Bai et al., arXiv 2506.04805). From update a to b, decay alone makes it grow at most by
 *
 *     beta2^(-(b - a) / 2) sqrt((1 - beta2^b) / (1 - beta2^a)),
 *
 * the second factor being that of Adam's correction of its bias.
 */
export const preconditionerDecay: LogRule = {
  mechanism: "preconditioner-decay",
  clues(reading) {
    const { known, course, rise, assessment } = reading, decays = hasDecay(known);
    if (decays === false) return excluded(`${known.optimizer} has no mean square of gradients that decays.`);
    if (course === "flat") return excluded("The loss was never down, so there was no quiet phase for v to decay in.");
    if (course === "drift") return [clue(-1, "The accuracy is kept: the excursions of an instability cost accuracy.")];
    if (course === "blow-up" || !rise) return [clue(-1, "There was no quiet phase before the failure.")];
    const clues = decays === undefined
      ? [clue(0, "Whether the optimizer divides by a decaying mean square of gradients is not known.")]
      : growthClue(reading, rise);
    clues.push(...lostClue(reading));
    if (isAbrupt(reading)) {
      clues.push(clue(-1, `The rise is a jump, and v lets steps grow slowly: ${jumpText(reading)}.`));
    }
    if (decays && assessment.recovered) {
      clues.push(clue(1, "It came back by itself, as when large gradients have filled v again."));
    }
    return clues;
  },
  experiment({ known }) {
    const rule = knownRule(known), { rate } = known, isRms = known.optimizer?.startsWith("rmsprop");
    const star = rule && rate ? `${known.rate} lambda / ${digits(rule.bound)}` : "rate x lambda / bound";
    return "Log the root of the mean square v, its median over the weights, from the best loss on: decay shows as a fall of " +
      `sqrt(v) while the curvature lambda of the loss itself stays. The proof at an unchanged rate: an epsilon of eps* = ${star}, ` +
      "lambda being the largest eigenvalue of the Hessian before the rise, makes the crossing impossible; " +
      `${isRms ? "a lower decay" : "AMSGrad or a lower beta2 (.99)"} should hold, too.`;
  },
};

function growthClue(reading: Reading, { quietFrom, onset }: Rise): Clue[] {
  const { known } = reading, { name, value, isAssumed } = knownRule(known)!.keeps!;
  const [a, b] = [quietFrom, onset].map((step) => updateAt(known, step));
  const time = 2 / -Math.log(value), given = isAssumed ? `, ${name} ${value} assumed` : "";
  const quiet = `From ${at(reading, quietFrom)}, nine tenths of the way down, to the onset`;
  if (a === undefined || b === undefined) {
    const enough = digits(Math.log(GROWTH.enough) * time);
    return [clue(
      0,
      `sqrt(v) forgets with a time constant of 2 / -ln ${name} = ${digits(time)} updates${given}. ${quiet} there are ` +
        `${
          steps(reading, onset - quietFrom)
        }: if that is ${enough} updates or more, it is what decay of v looks like. How ` +
        "many updates an epoch has is not known.",
    )];
  }
  const corrects = name === "beta2" ? Math.sqrt((1 - value ** b) / (1 - value ** Math.max(1, a))) : 1;
  const growth = corrects * Math.exp((b - a) / time);
  const says =
    `${quiet} there are ${digits(b - a)} updates, ${digits((b - a) / time)} of the time constants of sqrt(v) ` +
    `(2 / -ln ${name} = ${digits(time)} updates${given}): decay of v alone can have made the stability ratio grow ` +
    `${growth > 1e6 ? "a millionfold and more" : `${digits(growth)}-fold`}`;
  if (growth >= GROWTH.enough) return [clue(2, `${says}.`)];
  return [clue(growth < GROWTH.little ? -2 : 0, `${says}, no more.`)];
}
