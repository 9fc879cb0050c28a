import * as tf from "@tensorflow/tfjs";
import { type Finding, HOLDS, type Law } from "../law.ts";
import { lossOf, slopesOf } from "./definition.ts";
import type { LossCandidate, LossTrial } from "./loss.ts";
import { lossTrials } from "./trials.ts";

/** What float32 may round off, relative to the largest number of a sum. */
const BOUND = 1e-5;

/** Laws that every loss should keep, in the order of reports. */
export const LAWS_OF_LOSSES: readonly Law<LossCandidate, LossTrial>[] = [
  {
    name: "value",
    statement: `The loss is that of its definition in float64, within ${BOUND} of its largest part.`,
    trials: lossTrials(),
    judge: value,
  },
  {
    name: "smoothing",
    statement: "So it is where labels are smoothed: over the last axis, whatever the rank.",
    appliesTo: ({ smooth }) => smooth !== undefined,
    trials: lossTrials({ smoothing: [0.1, 0.5] }),
    judge: value,
  },
  {
    name: "gradient",
    statement: "The gradient of the outputs is that of the loss's value, for any labels.",
    trials: lossTrials(),
    judge: (candidate, trial) => slopes(candidate, trial, "outputs"),
  },
  {
    name: "label-gradient",
    statement: "The gradient of the labels is that of the loss's value.",
    trials: lossTrials(),
    judge: (candidate, trial) => slopes(candidate, trial, "labels"),
  },
  {
    name: "no-weight",
    statement: "Where every weight is 0, the loss is 0, or 0 / 0.",
    trials: lossTrials({ weights: [[0, 0]] }),
    judge: noWeight,
  },
];

async function value(candidate: LossCandidate, given: LossTrial): Promise<Finding> {
  const trial = inRange(candidate, given),
    { value } = await computed(candidate, trial),
    expected = lossOf(candidate, trial);
  const largest = Math.max(1, Math.abs(expected), ...trial.outputs.flat().map(Math.abs));
  if (Math.abs(value - expected) <= BOUND * largest) return HOLDS;
  return { holds: false, seen: `the loss ${short(value)}`, expected: short(expected) };
}

async function noWeight(candidate: LossCandidate, given: LossTrial): Promise<Finding> {
  const { value, outputs } = await computed(candidate, inRange(candidate, given)), all = [value, ...outputs];
  if (all.every((number) => number === 0)) return { holds: true, conventions: ["0: TensorFlow, Keras"] };
  if (all.every(Number.isNaN)) return { holds: true, conventions: ["0 / 0, NaN: PyTorch"] };
  return { holds: false, seen: `the loss ${value}, with gradients ${outputs}`, expected: "0 everywhere, or NaN" };
}

async function slopes(candidate: LossCandidate, given: LossTrial, along: "outputs" | "labels"): Promise<Finding> {
  const trial = inRange(candidate, given), seen = (await computed(candidate, trial))[along];
  const expected = slopesOf(candidate, trial, along);
  const bound = BOUND * Math.max(1, ...expected.map(({ high }) => Math.abs(high)));
  // A NaN is in no interval.
  const at = seen.findIndex((slope, i) => !(slope >= expected[i].low - bound && slope <= expected[i].high + bound));
  if (at < 0) return HOLDS;
  const { low, high } = expected[at], where = `d loss / d ${along.slice(0, -1)} ${at}`;
  return { holds: false, seen: `${where} = ${short(seen[at])}`, expected: short((low + high) / 2) };
}

const short = (value: number) => String(+value.toPrecision(5));

/** The value, and its gradients. */
interface Computed {
  value: number;
  labels: number[];
  outputs: number[];
}

async function computed(
  { make }: LossCandidate,
  { labels, outputs, weights, smoothing, ranked }: LossTrial,
): Promise<Computed> {
  const tensors = tf.tidy(() => {
    const of = (rows: number[][]) => ranked ? tf.tensor3d(rows.map((row) => [row])) : tf.tensor2d(rows);
    const options = { weights: weights && of(weights.map((weight) => [weight])), smoothing };
    const gradients = tf.valueAndGrads((y: tf.Tensor, x: tf.Tensor) => make(y, x, options).asScalar());
    const { value, grads } = gradients([of(labels), of(outputs)]);
    return [value, ...grads];
  });
  const [[value], y, x] = await Promise.all(tensors.map(async (tensor) => [...await tensor.data()]));
  tf.dispose(tensors);
  return { value, labels: y, outputs: x };
}

/** The trial with its outputs in (0, 1) if the loss takes probabilities: not so near the ends that float32 loses digits. */
function inRange({ probabilities }: LossCandidate, trial: LossTrial): LossTrial {
  if (!probabilities) return trial;
  const squashed = (x: number) => 1 / (1 + Math.exp(-Math.max(-3, Math.min(3, x))));
  return { ...trial, outputs: trial.outputs.map((row) => row.map(squashed)) };
}
