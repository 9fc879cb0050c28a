import { holds, inconclusive, mean, RATES, type Verdict, violated } from "../../core/mod.ts";
import { ANY, atSmallRate, type Run, SMALL, type StabilityProperty } from "./property.ts";

/** Windows that a run is cut into. */
const WINDOWS = 5;
/** How far a window may end above its start, as a share of the first loss. */
const RISE = 0.05;
/** What float32 weights and losses may do to a falling loss in one step, as a share of the first loss. */
const ROUNDING = 1e-6;
/** A fall that is too small to be seen: the sum of |gradient| |update| as a share of the first loss. */
const UNSEEN = 1e-4;

/**
 * At small rates the loss goes down monotone-ish. Windows, as neither momentum nor an adaptive rule is monotone at any
 * rate: heavy ball on a quadratic rises by 18 % of its start at 1 % of its bound. Plain full-batch gradient descent is,
 * step by step, as long as the curvature along the step stays below 2/rate (Taylor's theorem).
 */
export const descends: StabilityProperty = {
  name: "descends",
  statement:
    `Where the stability ratio stays at ${SMALL} and below along the run, the best loss of full batches over ` +
    `windows falls, and no window ends above its start by more than ${
      RISE * 100
    } % of the first loss (on a problem of ` +
    "one's own, above the first loss); plain gradient descent falls at every step.",
  scope: { ...ANY, rates: { low: RATES.small.low, high: 0.1 }, steps: { low: 20, high: 100 }, batches: "full" },
  cases: 10,
  // The first steps of adaptive rules are as long as the rate, whatever the curvature.
  own: { rates: { low: RATES.small.low, high: 0.03 } },
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  judge: ([run]) => atSmallRate(run, () => stepwise(run) ?? windowed(run)),
  doubts: [{ name: "stability-ratio", every: 1 }],
};

/** A problem of few variables comes to its minimum in a few steps, and what has momentum swings through it, and up again. */
function windowed({ config, trace: { loss, gradientNorm, updateNorm } }: Run): Verdict {
  const length = Math.max(2, Math.floor(loss.length / WINDOWS)), isOwn = config.problem === "own", means: number[] = [];
  for (let from = 0; from + length <= loss.length; from += length) {
    const since = isOwn ? 0 : from, to = from + length - 1, start = loss[since], end = loss[to];
    if (end > start + RISE * loss[0]) {
      const witness = `the loss rose from ${start} to ${end} between steps ${since} and ${to}`;
      return violated("rise", { witness, evidence: { step: since, start, end, first: loss[0] } });
    }
    means.push(mean(loss.slice(from, from + length)));
  }
  const reach = gradientNorm.reduce((sum, g, i) => sum + g * updateNorm[i], 0), best = Math.min(...means.slice(1));
  if (best < means[0] - 1e-7 * loss[0]) return holds({ first: loss[0], best });
  if (reach < UNSEEN * loss[0]) {
    return inconclusive("the steps are too small for a fall to be seen");
  }
  const witness = `the loss never fell: windows of ${length} steps begin at a mean of ${
    means[0]
  }, the best later is ${best}`;
  return violated("rise", { witness, evidence: { first: means[0], best, reach } });
}

/** Plain full-batch gradient descent: each step on its own. */
function stepwise({ config: { optimizer }, trace: { loss } }: Run): Verdict | undefined {
  if (optimizer.kind !== "sgd" || optimizer.clip.kind === "value") return undefined;
  for (let t = 1; t < loss.length; t++) {
    if (loss[t] <= loss[t - 1] + ROUNDING * loss[0]) continue;
    const witness = `gradient descent raised the loss from ${loss[t - 1]} to ${loss[t]} at step ${t - 1}`;
    return violated("rise", { witness, evidence: { step: t - 1, start: loss[t - 1], end: loss[t] } });
  }
}
