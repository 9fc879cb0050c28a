import { assertEquals, assertNotEquals } from "@std/assert";
import { MECHANISMS, parseTrainingConfig, prng } from "../../../src/core/mod.ts";
import { changed, pairOf } from "../../../scripts/diagnosis_benchmark/candidate.ts";
import { CONTROL_KINDS, isControl } from "../../../scripts/diagnosis_benchmark/controls.ts";
import { INJECTIONS } from "../../../scripts/diagnosis_benchmark/injections/mod.ts";
import { drawDraft } from "../../../scripts/diagnosis_benchmark/bases.ts";
import { outcomeOf, reseeded } from "../../../scripts/diagnosis_benchmark/run.ts";
import { failureOf, holdsOverSeeds } from "../../../scripts/diagnosis_benchmark/trial.ts";
import { CONFIG } from "./_made_up.ts";

const setting = (optimizer: object, steps = CONFIG.steps) => ({
  config: { ...CONFIG, steps, optimizer: { ...CONFIG.optimizer, ...optimizer } },
  backend: "wasm" as const,
});
/** It learns with nearly all seeds, and with such a momentum it diverges with all. */
const HEALTHY = setting({}), GROWING = setting({ momentum: 1.3 });

Deno.test("a cause is accepted if it makes the difference with the own seeds and over fresh ones", async () => {
  assertEquals((await outcomeOf(HEALTHY)).truth.judgement, "stable");
  assertEquals(await failureOf({ base: HEALTHY, injected: GROWING }, 1), "diverged");
  assertEquals(await failureOf({ base: HEALTHY, injected: HEALTHY }, 1), null);
  assertEquals(await failureOf({ base: GROWING, injected: GROWING }, 1), null);
  assertEquals(await holdsOverSeeds(HEALTHY, 1), true);
  assertEquals(await holdsOverSeeds(GROWING, 1), false);
});

Deno.test("a cause that makes the difference with the own seeds alone is none", async () => {
  // At these rates two of three seeds fail: of the first the own do not, of the second they do.
  const [holding, failing] = [0.5, 1].map((absolute) => setting({ learningRate: { absolute } }));
  assertEquals((await outcomeOf(holding)).truth.judgement, "stable");
  assertEquals(await failureOf({ base: holding, injected: GROWING }, 1), null);
  assertNotEquals((await outcomeOf(failing)).truth.judgement, "stable");
  assertEquals(await failureOf({ base: HEALTHY, injected: failing }, 1), null);
});

Deno.test("a base, or a plain control, that fails with its own seeds is none, though it holds over fresh ones", async () => {
  const seeds = { seed: 19, data: 19 }, base = reseeded(HEALTHY, seeds);
  assertNotEquals((await outcomeOf(base)).truth.judgement, "stable");
  assertEquals(await failureOf({ base, injected: reseeded(GROWING, seeds) }, 1), null);
  assertEquals(await isControl(base, { kind: "plain", seed: 1 }), false);
});

Deno.test("a run below the bound, and below its start, is a plain control only; one that fails is none", async () => {
  const plain = setting({ kind: "sgd", learningRate: { absolute: 0.1 } }, 300);
  for (const kind of CONTROL_KINDS) {
    assertEquals(await isControl(plain, { kind, seed: 1 }), kind === "plain");
    assertEquals(await isControl(GROWING, { kind, seed: 1 }), false);
  }
});

Deno.test("a run that ends in a number that is not finite has diverged", async () => {
  const { truth, evaluations } = await outcomeOf(setting({ momentum: 2 }, 600));
  assertEquals(truth.judgement, "diverged");
  assertEquals(evaluations.at(-1)!.loss, NaN);
});

Deno.test("fresh seeds are those of the weights and of the data, and nothing else changes", () => {
  const { config } = reseeded(HEALTHY, { seed: 7, data: 8 });
  assertEquals(config, { ...CONFIG, seed: 7, data: { ...CONFIG.data, seed: 8 } });
});

Deno.test("a change is of one field, which keeps what it was; of the backend, the config stays", () => {
  const draft = drawDraft(prng(1), { kind: "adam" });
  const { base, change } = changed(draft, "optimizer.epsilon", 0.5), { injected } = pairOf({ base, change });
  assertEquals(change, { field: "optimizer.epsilon", from: 1e-7, to: 0.5 });
  const optimizer = { ...base.optimizer, epsilon: 0.5 };
  assertEquals(injected.config, parseTrainingConfig<unknown>({ ...base, optimizer }));
  const pair = pairOf({ base, change: { field: "backend", from: "cpu", to: "wasm" }, subject: "a#b" });
  assertEquals(pair.base, { config: base, backend: "cpu", subject: "a#b" });
  assertEquals(pair.injected, { config: base, backend: "wasm", subject: "a#b" });
});

Deno.test("every variant of every injection draws configs that can be trained, the same of the same seed", () => {
  for (const cause of MECHANISMS) {
    const { variants, cause: own } = INJECTIONS[cause];
    assertEquals(own, cause);
    for (const [i, draw] of variants.entries()) {
      for (let seed = 0; seed < 30; seed++) {
        const candidate = draw(prng(seed, i)), { base, injected } = pairOf(candidate);
        assertEquals(draw(prng(seed, i)), candidate);
        for (const { config } of [base, injected]) assertEquals(parseTrainingConfig<unknown>(config), config);
        assertNotEquals(candidate.change.from, candidate.change.to);
        assertNotEquals(injected, base);
      }
    }
  }
});
