import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import {
  type ClassifierConfig,
  evaluationsOf,
  measured,
  parseTrainingConfig,
  PROBLEMS,
  type TrainingConfig,
} from "../../src/core/mod.ts";
import { judgeEvaluations } from "../../src/stability/mod.ts";
import { Cut, Laboratory, type LaboratoryOptions, withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import type { Subject } from "../../src/optimizers/mod.ts";
import { at, outcomeOf, quadraticConfig } from "./_observation.ts";

const CONFIG = quadraticConfig(at(0.5));
const laboratory = (options: LaboratoryOptions = {}) => new Laboratory({ backend: "wasm", ...options });

/** A small config of each problem. */
function configOf(problem: TrainingConfig["problem"]): TrainingConfig {
  return parseTrainingConfig<unknown>({ problem, optimizer: at(0.1), ...problem === "own" && { name: "mine" } });
}

/** A config without its seeds, and the seeds. */
function apart(config: TrainingConfig): { rest: unknown; seeds: number[] } {
  const seeds: number[] = [];
  const rest = JSON.parse(JSON.stringify(config), (key, value) => {
    if (key !== "seed") return value;
    seeds.push(value);
  });
  return { rest, seeds };
}

Deno.test("fresh seeds, of every problem: all seeds are others, the rest is the config's", () => {
  for (const problem of PROBLEMS) {
    const config = configOf(problem), own = apart(config), seen = new Set(own.seeds);
    for (let k = 0; k < 20; k++) {
      const { rest, seeds } = apart(withFreshSeed(config, k));
      if (problem === "tanh-net") seeds.shift();
      assertEquals(rest, own.rest);
      for (const seed of seeds) {
        assert(!seen.has(seed), `${problem}: seed ${seed} again`);
        seen.add(seed);
      }
    }
  }
});

Deno.test("fresh seeds hang on their number alone: a changed config has the same", () => {
  for (const problem of PROBLEMS) {
    const config = configOf(problem), changed = { ...config, steps: 7, optimizer: { ...config.optimizer, ...at(9) } };
    assertEquals(withFreshSeed(config, 3), withFreshSeed(config, 3));
    assertEquals(apart(withFreshSeed(changed as TrainingConfig, 3)).seeds, apart(withFreshSeed(config, 3)).seeds);
    assertNotEquals(withFreshSeed(config, 3), withFreshSeed(config, 4));
  }
});

Deno.test("an order of batches by a seed of its own gets a fresh one, too; any other order stays as it is", () => {
  const config = (batchOrder: unknown) =>
    parseTrainingConfig<unknown>({ optimizer: at(0.1), batchSize: 4, batchOrder }) as ClassifierConfig;
  const seen = new Set([5]), own = config({ seed: 5 });
  for (let k = 0; k < 20; k++) {
    const { batchOrder, data, seed } = withFreshSeed(own, k);
    assert(typeof batchOrder === "object");
    for (const drawn of [batchOrder.seed!, data.seed, seed]) {
      assert(!seen.has(drawn), `seed ${drawn} again`);
      seen.add(drawn);
    }
  }
  for (const order of ["by-class", "reshuffled"] as const) {
    assertEquals(withFreshSeed(config(order), 3).batchOrder, order);
  }
  assertEquals(withFreshSeed(config(undefined), 3).batchOrder, undefined);
  const replace = { step: 3, by: 4 }, fresh = withFreshSeed(config(undefined), 3);
  assertEquals(withFreshSeed(config({ replace }), 3), { ...fresh, batchOrder: { replace } });
  const { batchOrder: both } = withFreshSeed(config({ seed: 5, replace }), 3),
    { batchOrder: alone } = withFreshSeed(own, 3);
  assertEquals(both, { ...alone as object, replace });
});

Deno.test("with another order a fresh seed draws the same weights and the same data", () => {
  const config = parseTrainingConfig({ optimizer: at(0.1), batchSize: 4 } as const) as ClassifierConfig;
  const { batchOrder, ...fresh } = withFreshSeed({ ...config, batchOrder: { seed: 5 } }, 3);
  assert(typeof batchOrder === "object" && batchOrder.seed !== 5);
  assertEquals(fresh as ClassifierConfig, withFreshSeed(config, 3));
});

Deno.test("what was trained before is not trained again, and counts once", async () => {
  const lab = laboratory(), first = await lab.run({ config: CONFIG });
  assertEquals(lab.tally, { trainings: 1, steps: 60 });
  // The order of its fields is no other config.
  const { optimizer, ...rest } = CONFIG;
  assert(await lab.run({ config: { optimizer, ...rest } }) === first);
  assertEquals(lab.tally, { trainings: 1, steps: 60 });
  await lab.run({ config: { ...CONFIG, seed: 2 } });
  await lab.run({ config: CONFIG, backend: "cpu" });
  assertEquals(lab.tally, { trainings: 3, steps: 180 });
  await lab.train({ config: CONFIG }, []);
  assertEquals(lab.tally, { trainings: 4, steps: 240 });
});

Deno.test("a setup's subject and backend go before the laboratory's own, and are told apart", async () => {
  const uphill: Subject = ({ learningRate }) => tf.train.sgd(-learningRate);
  const downhill: Subject = ({ learningRate }) => tf.train.sgd(learningRate);
  const lab = laboratory({ subject: uphill }),
    config = quadraticConfig(at(0.5, "subject", { name: "mine", like: "sgd" }));
  assertEquals((await lab.run({ config })).truth.judgement, "diverged");
  assertEquals((await lab.run({ config, subject: downhill })).truth.judgement, "stable");
  assertEquals((await lab.run({ config, subject: uphill })).truth.judgement, "diverged");
  assertEquals((await lab.run({ config, backend: "cpu" })).trace.backend.name, "cpu");
  assertEquals(lab.tally.trainings, 4);
});

Deno.test("what is anything but stable fails", async () => {
  const lab = laboratory(), outcome = (rate: number) => lab.run({ config: quadraticConfig(at(rate)) });
  const judged = [await outcome(1), await outcome(2.5), await outcome(1e-6)];
  assertEquals(judged.map(({ truth, fails }) => [truth.judgement, fails]), [
    ["stable", false],
    ["diverged", true],
    ["no-progress", true],
  ]);
});

Deno.test("a run that ended non-finite has diverged at the step after its last numbers", () => {
  const { trace } = outcomeOf([1, 0.5, 0.25]);
  assertEquals(judgeEvaluations(evaluationsOf(trace)).judgement, "stable");
  const { judgement, onset } = judgeEvaluations(
    evaluationsOf({ ...trace, ending: { kind: "non-finite", step: 2, where: "weights" } }),
  );
  assertEquals([judgement, onset], ["diverged", 3]);
});

const SUBJECT = quadraticConfig(at(0.5, "subject", { name: "mine", like: "sgd" }));

/** Gradient descent that aborts in its n-th step. */
function abortingAt(n: number, controller: AbortController): Subject {
  return ({ learningRate }) => {
    const sgd = tf.train.sgd(learningRate), apply = sgd.applyGradients.bind(sgd);
    let steps = 0;
    sgd.applyGradients = (gradients) => {
      if (++steps === n) controller.abort();
      apply(gradients);
    };
    return sgd;
  };
}

Deno.test("an abort cuts, before and during a training, and so does the deadline", async () => {
  const before = laboratory({ signal: AbortSignal.abort() });
  assertEquals((await assertRejects(() => before.run({ config: CONFIG }), Cut)).why, "aborted");
  const late = laboratory({ deadline: performance.now() - 1 });
  assertEquals((await assertRejects(() => late.train({ config: CONFIG }, []), Cut)).why, "deadline");

  const controller = new AbortController();
  const during = laboratory({ signal: controller.signal, subject: abortingAt(5, controller) });
  assertEquals((await assertRejects(() => during.run({ config: SUBJECT }), Cut)).why, "aborted");
  assertEquals(during.tally, { trainings: 1, steps: 5 });
});

Deno.test("enough steps are no cut: the trace has them and no more, bit-equal to those of the whole training", async () => {
  const lab = laboratory({ signal: new AbortController().signal });
  const { loss } = await lab.train({ config: CONFIG }, []),
    part = await lab.train({ config: CONFIG }, ["evaluation"], 7);
  assertEquals(part.loss, loss.slice(0, 7));
  assertEquals(measured(part, "evaluation").map(({ step }) => step), [0, 1, 2, 3, 4, 5, 6]);
  assertEquals(lab.tally, { trainings: 2, steps: 67 });
  // More than there are is all of them.
  assertEquals((await lab.train({ config: CONFIG }, [], 1000)).loss, loss);
});

Deno.test("an abort is a cut even in the step that would have been enough", async () => {
  const controller = new AbortController(), subject = abortingAt(7, controller);
  const lab = laboratory({ signal: controller.signal, subject });
  assertEquals((await assertRejects(() => lab.train({ config: SUBJECT }, [], 7), Cut)).why, "aborted");
});
