import * as tf from "@tensorflow/tfjs";
import type { Subject } from "../../mod.ts";
import { hunt } from "./_planted.ts";

/** The simplest of everything. */
const DATA = {
  samples: 4,
  length: 1,
  features: 1,
  classes: 2,
  task: "waveforms",
  noise: 0,
  imbalance: 0,
  labels: { kind: "one-hot" },
  permutation: 0,
};
const MODEL = { units: 2, cell: "rnn", recurrentInit: { kind: "glorot" }, forgetBias: 1 };
/** The simplest of what is known to be learned. */
const LEARNABLE = { data: { ...DATA, samples: 16, length: 8 }, model: { ...MODEL, units: 6 } };

/** Adam uphill. */
const flipped: Subject = ({ learningRate }) => tf.train.adam(-learningRate);

/** Adam whose rate is a hundred times as large after step 50. */
const jumping: Subject = ({ learningRate }) => {
  const optimizer = tf.train.adam(learningRate), apply = optimizer.applyGradients.bind(optimizer);
  let steps = 0;
  optimizer.applyGradients = (gradients) => {
    if (++steps === 51) Object.assign(optimizer, { learningRate: 100 * learningRate });
    apply(gradients);
  };
  return optimizer;
};

/** Adam without epsilon: a gradient that is exactly 0 makes 0/0. */
const withoutEpsilon: Subject = ({ learningRate }) => tf.train.adam(learningRate, 0.9, 0.999, 0);

/** Heavy ball whose velocity grows by itself. */
const selfExciting: Subject = ({ learningRate }) => tf.train.momentum(learningRate, 1.05);

Deno.test("planted: the sign of the step flipped", () =>
  hunt({
    options: { optimizer: flipped, like: "adam" },
    property: "descends",
    failures: ["rise"],
    structure: { data: DATA, model: MODEL },
    matters: { fields: [], alone: true },
  }));

Deno.test("planted: the rate jumps 100-fold after step 50", () =>
  hunt({
    // At the upper end of the healthy band every case has learned by step 50, so that what follows is a divergence.
    options: { optimizer: jumping, like: "adam", runs: 60, rates: { low: 0.3, high: 0.3 } },
    property: "learns",
    failures: ["diverged"],
    structure: LEARNABLE,
    // It diverges after step 50 and comes back, or has not jumped by the end.
    matters: { fields: ["steps"] },
  }));

Deno.test("planted: epsilon 0, and a gradient that is exactly 0", () =>
  hunt({
    options: { optimizer: withoutEpsilon, like: "adam" },
    property: "descends",
    failures: ["non-finite"],
    structure: { data: DATA, model: MODEL },
    // A sequence of one step has no use for the recurrent kernel, whose gradient is 0.
    matters: { fields: ["data.length"], alone: true },
  }));

Deno.test("planted: momentum 1.05", () =>
  hunt({
    options: { optimizer: selfExciting, like: "momentum" },
    property: "learns",
    failures: ["diverged"],
    structure: LEARNABLE,
  }));

Deno.test("planted: labels of mass 1.3 under tf.losses", () =>
  hunt({
    options: {
      optimizers: ["sgd"],
      loss: "tf-losses",
      labels: [{ kind: "one-hot" }, { kind: "mass", mass: 1.3, share: 1 }],
    },
    property: "true-gradient",
    failures: ["wrong-gradient"],
    structure: { data: { ...DATA, labels: { kind: "mass", mass: 1.3, share: 1 } }, model: MODEL, loss: "tf-losses" },
    matters: { fields: ["loss.kind"] },
  }));
