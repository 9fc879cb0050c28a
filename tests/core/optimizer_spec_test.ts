import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  decayOf,
  defaultRule,
  OPTIMIZER_KINDS,
  OPTIMIZERS,
  OWN_OPTIMIZERS,
  parseTrainingConfig,
  ruleOf,
  type RuleSpec,
} from "../../src/core/mod.ts";
import { useBackend } from "../../src/kernels/mod.ts";
import { DEFAULTS, least } from "./_configs.ts";

/** What tf.train makes without any numbers but the rate, as its own getConfig says. */
const OF_TFJS: Record<string, () => tf.serialization.ConfigDict> = {
  "adagrad": () => tf.train.adagrad(1).getConfig(),
  "adadelta": () => tf.train.adadelta(1).getConfig(),
  "rmsprop": () => tf.train.rmsprop(1).getConfig(),
  "rmsprop-centered": () => tf.train.rmsprop(1, undefined, undefined, undefined, true).getConfig(),
  "adam": () => tf.train.adam(1).getConfig(),
  "adamax": () => tf.train.adamax(1).getConfig(),
};
const NAMES: Record<string, string> = { initialAccumulator: "initialAccumulatorValue" };

for (const kind of OPTIMIZERS) {
  Deno.test(`${kind}: the default numbers are those of tf.train`, async () => {
    await useBackend("cpu");
    const rule = defaultRule(kind);
    assertEquals(rule.kind, kind);
    const own = OF_TFJS[kind]?.() ?? { momentum: 0.9 };
    for (const [name, value] of Object.entries(rule)) {
      if (name !== "kind") assertEquals(value, own[NAMES[name] ?? name], name);
    }
  });
}

Deno.test("those that tf.train lacks have the numbers of its Adam, AdamW PyTorch's weight decay", () => {
  const { kind: _kind, ...numbers } = defaultRule("adam");
  assertEquals(defaultRule("amsgrad"), { kind: "amsgrad", ...numbers } as RuleSpec);
  assertEquals(defaultRule("adamw"), { kind: "adamw", ...numbers, weightDecay: 0.01 } as RuleSpec);
  assertEquals([...OPTIMIZERS, ...OWN_OPTIMIZERS], [...OPTIMIZER_KINDS]);
});

Deno.test("a rule is a spec without its rate and decorators", () => {
  assertEquals(ruleOf(DEFAULTS.optimizer), { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
  assertEquals(defaultRule("sgd"), { kind: "sgd" } as RuleSpec);
});

Deno.test("a subject is like Adam unless it says otherwise", () => {
  const subject = { kind: "subject", name: "a.ts#make", learningRate: { timesBound: 1 } };
  assertEquals(ruleOf(parseTrainingConfig(least("optimizer", subject)).optimizer), {
    kind: "subject",
    name: "a.ts#make",
    like: "adam",
  });
});

Deno.test("which rules have a mean square that can decay, by the field that says how fast", () => {
  const decays = OPTIMIZER_KINDS.map((kind) => [kind, decayOf(defaultRule(kind))] as const);
  assertEquals(Object.fromEntries(decays.filter(([, decay]) => decay)), {
    "adam": { name: "beta2", value: 0.999 },
    "adamw": { name: "beta2", value: 0.999 },
    "rmsprop": { name: "decay", value: 0.9 },
    "rmsprop-centered": { name: "decay", value: 0.9 },
  });
});
