import { assertEquals } from "@std/assert";
import {
  checkConformance,
  checkLosses,
  type Conformance,
  KNOWN_DEFECTS,
  LAWS,
  LOSS_LAWS,
  ruleCandidate,
  TF_LOSSES,
} from "../../src/conformance/mod.ts";
import { OPTIMIZERS } from "../../src/core/mod.ts";
import { webgpuTest } from "../_webgpu.ts";

/** What is broken, as `LAW / NAME`. */
function broken({ candidates }: Conformance): string[] {
  return candidates.flatMap(({ name, results }) =>
    results.filter(({ outcome }) => outcome === "violated").map(({ law }) => `${law} / ${name}`)
  ).sort();
}

/** What is known to be broken. */
function known(names: readonly string[], laws = [...LAWS, ...LOSS_LAWS].map(({ name }) => name)): string[] {
  return KNOWN_DEFECTS.flatMap((defect) => defect.of.flatMap((name) => defect.laws.map((law) => ({ name, law }))))
    .filter(({ name, law }) => names.includes(name) && laws.includes(law)).map(({ name, law }) => `${law} / ${name}`)
    .sort();
}

for (const backend of ["cpu", "wasm"] as const) {
  Deno.test(`tf.train on ${backend} breaks the laws that it is known to break, and no other`, async () => {
    const found = await checkConformance(OPTIMIZERS.map((kind) => ruleCandidate(kind)), { backend, runs: 25 });
    assertEquals([found.outcome, broken(found)], ["holds", known(OPTIMIZERS)]);
  });

  Deno.test(`tf.losses on ${backend} break the laws that they are known to break, and no other`, async () => {
    const found = await checkLosses(undefined, { backend, runs: 50 });
    assertEquals([found.outcome, broken(found)], ["holds", known(TF_LOSSES.map(({ name }) => name))]);
  });
}

webgpuTest("tf.train on webgpu: its arithmetic is within the same bounds, and breaks the same laws", async () => {
  const laws = ["agrees", "tells-nan"], kinds = ["momentum", "adadelta", "rmsprop-centered", "adam"] as const;
  const found = await checkConformance(kinds.map((kind) => ruleCandidate(kind)), { backend: "webgpu", runs: 4, laws });
  assertEquals([found.outcome, broken(found)], ["holds", known(kinds, laws)]);
});

webgpuTest("tf.losses on webgpu: the same", async () => {
  const found = await checkLosses(TF_LOSSES.slice(0, 2), { backend: "webgpu", runs: 8 });
  assertEquals([found.outcome, broken(found)], ["holds", known(TF_LOSSES.map(({ name }) => name))]);
});

Deno.test("numbers that float32 has, or that tell epsilons apart, show the conventions of tf.train", async () => {
  const telling = [
    ruleCandidate({ kind: "adagrad", initialAccumulator: 0 }),
    ruleCandidate({ kind: "adam", beta1: 0.5, beta2: 0.75, epsilon: 1e-7 }),
    ruleCandidate({ kind: "rmsprop", decay: 0.75, momentum: 0.5, epsilon: 1e-3 }),
    ruleCandidate({ kind: "adamax", beta1: 0.5, beta2: 0.75, epsilon: 1e-3 }),
  ];
  const { candidates } = await checkConformance(telling, { backend: "cpu", runs: 50, laws: ["agrees"] });
  assertEquals(candidates.map(({ results: [{ conventions }] }) => conventions), [
    ["epsilon inside the root: Keras"],
    ["epsilon outside the root: Kingma & Ba 2015, PyTorch"],
    ["epsilon and rate inside: Graves 2013, Keras"],
    ["epsilon in the denominator: Keras"],
  ]);
});
