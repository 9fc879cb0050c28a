import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { defaultRule, type OptimizerSpec, prng, stabilityBound } from "../../src/core/mod.ts";
import { useBackend } from "../../src/kernels/mod.ts";
import {
  Adamax,
  CenteredRmsprop,
  type LinearDynamics,
  linearDynamics,
  makeOptimizer,
  type Optimizer,
} from "../../src/optimizers/mod.ts";

const RATE = 0.125, PLAIN = { schedule: { kind: "constant" }, clip: { kind: "none" } } as const;
const SIZE = 6, STEPS = 5;

function optimizerOf(kind: Parameters<typeof defaultRule>[0], decorators: Partial<OptimizerSpec> = {}): Optimizer {
  const spec = { ...defaultRule(kind), ...PLAIN, learningRate: { absolute: RATE }, ...decorators } as OptimizerSpec;
  return makeOptimizer(spec, { steps: STEPS });
}

/**
 * Makes updates with random gradients whose sizes go up to 10, from 10^-4 or what `least` says; gives the gradients, the
 * weights, and what `see` gives.
 */
async function updates<T>(optimizer: Optimizer, { see, least = 1e-4 }: { see: () => Promise<T>; least?: number }) {
  const random = prng(11), gradients: Float32Array[] = [], weights: Float32Array[] = [], seen: T[] = [];
  const shapes = [[2, 2], [2]];
  const variables = shapes.map((shape) => tf.tidy(() => tf.variable(tf.zeros(shape))));
  for (let step = 0; step < STEPS; step++) {
    const gradient = Float32Array.from({ length: SIZE }, (_, i) => least + random.uniform() * 10 ** (i - 4)).map((
      g,
      i,
    ) => i % 2 ? -g : g);
    let offset = 0;
    const named = variables.map(({ name, shape, size }) => {
      const tensor = tf.tensor(gradient.slice(offset, offset += size), shape);
      return { name, tensor };
    });
    optimizer.applyGradients(named);
    tf.dispose(named.map(({ tensor }) => tensor));
    gradients.push(gradient);
    weights.push(Float32Array.from(variables.flatMap((variable) => [...variable.dataSync()])));
    seen.push(await see());
  }
  tf.dispose(variables);
  return { gradients, weights, seen };
}

const ADAPTIVE = [
  "adagrad",
  "adadelta",
  "rmsprop",
  "rmsprop-centered",
  "adam",
  "adamax",
  "adamw",
  "amsgrad",
] as const;

/** Those of ours that no config names, with the kind whose numbers they have. */
const OWN = {
  "CenteredRmsprop": { make: () => new CenteredRmsprop(RATE), kind: "rmsprop-centered" },
  "Adamax": { make: () => new Adamax(RATE), kind: "adamax" },
} as const;

for (const kind of ADAPTIVE) {
  Deno.test(`${kind}: an update is rate x mean gradient over the preconditioner that is read, within 1e-5; over two variables`, async () => {
    await useBackend("wasm");
    const before = tf.memory().numTensors, optimizer = optimizerOf(kind);
    const { gradients, weights, seen } = await updates(optimizer, {
      see: async () => (await linearDynamics(optimizer))!,
      // tf.train.rmsprop(centered) makes NaN of a smaller one.
      least: kind === "rmsprop-centered" ? 0.01 : undefined,
    });
    optimizer.dispose();
    assertEquals(tf.memory().numTensors, before);
    assertPreconditioned(kind, { gradients, weights, seen });
  });
}

for (const [name, { make, kind }] of Object.entries(OWN)) {
  Deno.test(`${name} of ours: likewise`, async () => {
    await useBackend("wasm");
    const before = tf.memory().numTensors, optimizer = make();
    const walked = await updates(optimizer, { see: async () => (await linearDynamics(optimizer))! });
    optimizer.dispose();
    assertEquals(tf.memory().numTensors, before);
    assertPreconditioned(kind, walked);
  });
}

/** Asserts that the last update is rate x mean gradient over the preconditioner that was read. */
function assertPreconditioned(
  kind: typeof ADAPTIVE[number],
  { gradients, weights, seen }: { gradients: Float32Array[]; weights: Float32Array[]; seen: LinearDynamics[] },
): void {
  const rule = defaultRule(kind), decay = "beta1" in rule ? rule.beta1 : 0, mean = new Float64Array(SIZE);
  for (const gradient of gradients) gradient.forEach((g, i) => mean[i] = decay * mean[i] + (1 - decay) * g);
  const { rate, bound } = seen[STEPS - 1];
  assertEquals([rate, bound], [RATE, stabilityBound(rule as Parameters<typeof stabilityBound>[0], RATE)]);
  // tf.train.adadelta divides by what it had before the update.
  const { preconditioner } = seen[kind === "adadelta" ? STEPS - 2 : STEPS - 1];
  const [before, after] = weights.slice(-2), shrink = "weightDecay" in rule ? RATE * rule.weightDecay : 0;
  for (let i = 0; i < SIZE; i++) {
    const expected = -RATE * mean[i] / preconditioner![i] - shrink * before[i];
    assertLess(
      Math.abs(after[i] - before[i] - expected),
      1e-5 * Math.abs(expected) + 2e-7 * Math.abs(after[i]),
      `${i}`,
    );
  }
}

Deno.test("gradient descent, heavy ball and Nesterov have no preconditioner, and are known before the first update", async () => {
  for (const kind of ["sgd", "momentum", "nesterov"] as const) {
    const optimizer = optimizerOf(kind), dynamics = await linearDynamics(optimizer);
    const rule = defaultRule(kind) as Parameters<typeof stabilityBound>[0];
    assertEquals(dynamics, { rate: RATE, bound: stabilityBound(rule) });
    optimizer.dispose();
  }
});

Deno.test("an adaptive rule has none before its first update; what is none of these has none at all", async () => {
  for (const kind of ADAPTIVE) {
    const optimizer = optimizerOf(kind);
    assertEquals(await linearDynamics(optimizer), undefined);
    optimizer.dispose();
  }
  const own = { applyGradients: () => {} } as unknown as Optimizer;
  assertEquals(await linearDynamics(own), undefined);
});

Deno.test("through clipping and a schedule: the rate of the last update", async () => {
  const optimizer = optimizerOf("adam", {
    schedule: { kind: "step", every: 2, factor: 0.5 },
    clip: { kind: "global-norm", max: 1 },
  });
  const { seen } = await updates(optimizer, { see: async () => (await linearDynamics(optimizer))! });
  seen.forEach(({ rate }, t) => assertAlmostEquals(rate, RATE * 0.5 ** Math.floor(t / 2)));
  assertEquals(seen.every(({ preconditioner }) => preconditioner!.length === SIZE), true);
  optimizer.dispose();
});
