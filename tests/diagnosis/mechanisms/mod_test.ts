import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import {
  absoluteRate,
  canonicalJson,
  MECHANISMS,
  OPTIMIZER_KINDS,
  parseTrainingConfig,
  type TrainingConfig,
} from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { Suspicion } from "../../../src/diagnosis/mechanism.ts";
import { MECHANISM_RULES } from "../../../src/diagnosis/mechanisms/mod.ts";
import { observe } from "../../../src/diagnosis/observation.ts";
import { at, observationOf, quadraticConfig, ratiosOf } from "../_observation.ts";

/** Short runs that fail in many ways, or not at all: what is said of them must be fit to be tried. */
const CONFIGS: Record<string, TrainingConfig> = {
  ...Object.fromEntries(OPTIMIZER_KINDS.map((kind) => [`${kind}, far too fast`, classifier(at(3, kind))])),
  "adam, epsilon 1": classifier(at(0.01, "adam", { epsilon: 1 })),
  "rmsprop, epsilon .5": classifier(at(0.01, "rmsprop", { epsilon: 0.5 })),
  "adam without beta1, epsilon and decay": classifier(at(1, "adam", { beta1: 0, beta2: 1, epsilon: 0 })),
  "momentum 1.5": classifier(at(0.1, "momentum", { momentum: 1.5 })),
  "a rate that rises": classifier(at(0.1, "sgd", { schedule: { kind: "exponential", factor: 100 } })),
  "clipping": classifier(at(0.1, "sgd", { clip: { kind: "value", max: 9 } })),
  "batches by class": classifier(at(0.5), { batchSize: 2, batchOrder: "by-class" }),
  "mini-batches": classifier(at(0.5), { batchSize: 4 }),
  "labels of mass 8, under noise": classifier(at(0.01), {
    data: { length: 20, noise: 3, labels: { kind: "mass", mass: 8, share: 1 } },
  }),
  "wrong labels": classifier(at(0.01), { data: { classes: 2, labels: { kind: "wrong", share: 1 } } }),
  "an LSTM that forgets": classifier(at(1e-6), {
    model: { cell: "lstm", forgetBias: -5, recurrentInit: { kind: "orthogonal", gain: 0.1 } },
  }),
  "a gain of 9": classifier(at(9), { model: { recurrentInit: { kind: "orthogonal", gain: 9 } } }),
  "a quadratic": quadraticConfig(at(3, "nesterov")),
  "a tanh net": parseTrainingConfig({ problem: "tanh-net" as const, optimizer: at(1), steps: 30 }),
};

function classifier(optimizer: object, fields: { data?: object; [field: string]: unknown } = {}): TrainingConfig {
  const { data, ...rest } = fields, small = { samples: 8, length: 5, classes: 3, ...data };
  return parseTrainingConfig<unknown>({ steps: 30, optimizer, ...rest, data: small });
}

Deno.test("the rules are the mechanisms, in their order", () => {
  assertEquals(MECHANISM_RULES.map(({ name }) => name), [...MECHANISMS]);
});

Deno.test("of usual numbers, evenly felt and on full batches, whose rate alone is too high, all but the rate say: not this", async () => {
  const model = { recurrentInit: { kind: "orthogonal", gain: 1 } };
  const config = classifier(at(0.5, "adam"), { batchSize: "full", model, data: { noise: 0.1 } });
  const learned = Array.from({ length: 30 }, (_, t) => t < 25 ? 1 / (1 + t) : 9), felt = Array(5).fill(1);
  const curvature = (step: number) => 100 * Math.exp((step - 20) / 5);
  const observation = observationOf(ratiosOf([0, 4, 8, 12, 16, 20, 24], { rate: () => 0.5, curvature, bound: 38 }), {
    onset: 26,
    loss: learned,
    config,
    sensitivity: { start: felt, end: felt },
    preconditioners: [0, 8, 16, 24].map((step) => ({ step, median: 1 })),
  });
  observation.outcome.trace.kernel = "fused";
  const lab = new Laboratory({ backend: "wasm" });
  for (const { name, examine } of MECHANISM_RULES) {
    assertEquals((await examine(observation, lab)).plausible, name === "rate-above-bound", name);
  }
});

for (const [says, config] of Object.entries(CONFIGS)) {
  Deno.test(`${says}: what each mechanism says of it can be tried`, async () => {
    const lab = new Laboratory({ backend: "wasm" }), outcome = await lab.run({ config });
    const observation = await observe(config, outcome, lab);
    for (const rule of MECHANISM_RULES) {
      const suspicion = await rule.examine(observation, lab);
      assertSound(suspicion, { name: rule.name, config });
    }
  });
}

/** Changes that can be trained, that change something, and only the rate's the rate; none where nothing is suspected. */
function assertSound(
  { plausible, says, evidence, changes }: Suspicion,
  { name, config }: { name: string; config: TrainingConfig },
): void {
  assert(says.length > 10 && says.endsWith("."), says);
  assert(!/undefined|null|\[object/.test(says), says);
  assert(Object.values(evidence).every((value) => typeof value === "number" || typeof value === "string"), name);
  assert(plausible || changes.length === 0, `${name} is refuted, and has changes`);
  for (const { change, intervention, setup } of changes) {
    // A lower rate asks for any number of steps: the experiment has its own limit.
    const tried = { ...setup.config, steps: Math.min(setup.config.steps, 1000) };
    assertEquals(parseTrainingConfig<unknown>(tried), tried, `${name}: ${change}`);
    assert(intervention.length > 0 && change.includes(" -> "));
    if (name === "rate-above-bound") assertLess(absoluteRate(setup.config), absoluteRate(config));
    else assertEquals(setup.config.optimizer.learningRate, config.optimizer.learningRate);
    if (!setup.backend && !setup.subject) assertNotEquals(canonicalJson(setup.config), canonicalJson(config), change);
  }
}
