import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertLess } from "@std/assert";
import { OPTIMIZER_KINDS, parseTrainingConfig, type TrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { optimizerImplementation } from "../../../src/diagnosis/mechanisms/optimizer_implementation.ts";
import type { Subject } from "../../../src/optimizers/mod.ts";
import { at, observationOf } from "../_observation.ts";

const STEPS = 30;

function configOf(optimizer: object, fields: object = {}): TrainingConfig {
  return parseTrainingConfig<unknown>({
    steps: STEPS,
    data: { samples: 8, length: 5, classes: 2 },
    optimizer,
    ...fields,
  });
}

async function examine(config: TrainingConfig, subject?: Subject) {
  const observation = observationOf([], { onset: STEPS, config });
  return await optimizerImplementation.examine(observation, new Laboratory({ backend: "wasm", subject }));
}

/** What tf.train has of them is another rule. */
const OTHERWISE = ["adadelta", "rmsprop-centered"];

for (const kind of OPTIMIZER_KINDS) {
  const isRight = !OTHERWISE.includes(kind);
  Deno.test(`${kind} of a config is ${isRight ? "" : "not "}its rule, under a schedule, clipping and mini-batches`, async () => {
    const decorators = { schedule: { kind: "step", every: 7, factor: 0.5 }, clip: { kind: "global-norm", max: 0.5 } };
    const { plausible, evidence } = await examine(configOf(at(0.01, kind, decorators), { batchSize: 4 }));
    assertEquals(plausible, !isRight);
    if (isRight) assertLess(evidence.worstDistance as number, 1e-3);
    assertEquals(evidence.rule, kind);
  });
}

Deno.test("a subject is held against what it is like, with the default numbers", async () => {
  const config = configOf(at(0.01, "subject", { name: "mine", like: "momentum" }));
  const right = await examine(config, ({ learningRate }) => tf.train.momentum(learningRate, 0.9));
  assertEquals([right.plausible, right.changes], [false, []]);
  const wrong = await examine(config, ({ learningRate }) => tf.train.momentum(learningRate, 0.5));
  assert(wrong.plausible);
  // The first step has no velocity yet.
  assertEquals(wrong.evidence.firstStep, 1);
  const [{ setup, change }] = wrong.changes;
  assertEquals([setup.config.optimizer.kind, change], ["momentum", "mine -> momentum with its default numbers"]);
});

Deno.test("an implementation in tfjs is replaced by its oracle, with its own numbers", async () => {
  const [{ setup, change }] = (await examine(configOf(at(0.01, "rmsprop-centered", { decay: 0.8 })))).changes;
  assertEquals([setup.config.optimizer.kind, setup.subject !== undefined], ["subject", true]);
  assert(change.startsWith("rmsprop-centered of tf.train -> "));
  const { trace } = await new Laboratory({ backend: "wasm" }).run(setup);
  assertEquals(trace.ending, { kind: "completed" });
});
