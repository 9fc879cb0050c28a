import { assert, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import { type ClassifierConfig, parseTrainingConfig, PROPERTIES, type TrainingConfig } from "../../mod.ts";
import { stepWork } from "../../src/core/mod.ts";
import { type Case, cutCase, emptyTally } from "../../src/check/case.ts";
import { shrinkCase, type ShrinkOptions, type Shrunk } from "../../src/check/shrink.ts";
import { WIDE } from "../_wide_scope.ts";

const OWN: ClassifierConfig = parseTrainingConfig({
  steps: 500,
  data: { samples: 32, length: 8, classes: 4 },
  model: { cell: "gru", units: 8 },
  optimizer: { kind: "adam", learningRate: { absolute: 0.01 } },
});

/** What is run instead of trainings: it fails from some number of steps on, or never. */
type Fault = (config: ClassifierConfig) => number | undefined;

/** The case of a config whose training would fail from `from` on. */
function caseOf(config: TrainingConfig, from: number | undefined): Case {
  const fails = from !== undefined && config.steps >= from,
    tally = { ...emptyTally(), trainings: 1, steps: config.steps };
  const runs = [{ config, trace: {} as Case["runs"][0]["trace"] }];
  if (!fails) return { config, runs, tally, verdict: { kind: "holds", evidence: {} } };
  return { config, runs, tally, verdict: { kind: "violated", failure: "torn", witness: "it is torn", evidence: {} } };
}

/** Shrinks a fault, and tells which candidates were trained, for how many steps. */
async function shrunk(
  fault: Fault,
  { own = OWN, bySeries = true, ...options }: Partial<ShrinkOptions> & { own?: ClassifierConfig; bySeries?: boolean } =
    {},
): Promise<Shrunk & { config: ClassifierConfig; trained: ClassifierConfig[]; endingEarly: Set<string> }> {
  const trained: ClassifierConfig[] = [], endingEarly = new Set<string>();
  const result = await shrinkCase(caseOf(own, 1), {
    property: { ...PROPERTIES[0], scope: WIDE, bySeries },
    // deno-lint-ignore require-await -- what is thrown is a promise's
    run: async (candidate, until) => {
      const from = fault(candidate as ClassifierConfig),
        steps = until?.steps.find((n) => from !== undefined && n >= from);
      const done = { ...candidate, steps: steps ?? candidate.steps } as ClassifierConfig;
      trained.push(done);
      if (until) endingEarly.add(candidate.optimizer.schedule.kind);
      return caseOf(done, from);
    },
    ...{ maxShrinks: 1000, maxWork: Infinity, deadline: Infinity },
    ...options,
  });
  return { ...result, config: result.smallest.config as ClassifierConfig, trained, endingEarly };
}

Deno.test("a fault of any structure: the simplest of all and the fewest steps, in four trainings", async () => {
  const { config, tried, ended, trained, work } = await shrunk(() => 33);
  assertEquals([config.steps, config.data.samples, config.data.classes, config.model.units], [40, 4, 2, 2]);
  assertEquals(ended, "minimal");
  // Itself until it fails, all at once, the smallest rate, and the smallest once more.
  assertEquals([tried, trained.map(({ steps }) => steps)], [4, [40, 40, 40, 40]]);
  const total = trained.reduce((sum, candidate) => sum + candidate.steps * stepWork(candidate), 0);
  assertLess(Math.abs(work - total / (500 * stepWork(OWN))), 1e-12);
});

Deno.test("what one field hangs on stays, and all else goes, with steps one by one as well as at once", async () => {
  const fault: Fault = ({ data, model }) => data.classes === 4 && model.cell === "gru" ? 33 : undefined;
  const [told, single] = [await shrunk(fault), await shrunk(fault, { bySeries: false })];
  for (const { config, ended } of [told, single]) {
    assertEquals([ended, config.data.classes, config.model.cell, config.steps], ["minimal", 4, "gru", 40]);
    assertEquals([config.data.samples, config.model.units], [4, 2]);
  }
  assertLess(told.tried, single.tried / 2);
});

Deno.test("a simpler structure that fails later, or with another seed only, is found", async () => {
  const later = await shrunk(({ model }) => model.cell === "gru" ? 20 : 90);
  assertEquals([later.config.model.cell, later.config.steps], ["rnn", 100]);
  const lucky = await shrunk(({ model, seed }) => model.cell === "gru" || seed === 3 ? 20 : undefined);
  assertEquals([lucky.config.model.cell, lucky.config.seed, lucky.config.data.seed], ["rnn", 3, 3]);
});

Deno.test("no more work than is granted: what could take more is left out, and said", async () => {
  const fault: Fault = ({ data, model }) => data.classes === 4 && model.cell === "gru" ? 450 : undefined;
  const whole = await shrunk(fault);
  assertEquals(whole.ended, "minimal");
  assertEquals((await shrunk(fault, { maxWork: 0 })).trained, []);
  for (const maxWork of [0, 0.2, 0.5, whole.work / 2]) {
    const { work, ended, config } = await shrunk(fault, { maxWork });
    assertLessOrEqual(work, maxWork);
    // What is left out at first may be cheap once others are found.
    if (ended === "minimal") assertEquals(config, whole.config);
    else assertEquals([ended, maxWork < 0.5], ["max-work", true]);
  }
  assertEquals((await shrunk(fault, { maxWork: 2 * whole.work })).work, whole.work);
});

Deno.test("no more trainings than are granted, the last of which confirms", async () => {
  const fault: Fault = ({ data }) => data.classes === 4 ? 33 : undefined;
  const { tried, trained, ended, config } = await shrunk(fault, { maxShrinks: 5 });
  assertEquals([tried, trained.length, ended], [5, 5, "max-shrinks"]);
  assertEquals(trained.at(-1), config);
  assertEquals((await shrunk(fault, { maxShrinks: 0 })).trained, []);
});

Deno.test("where the number of steps changes the steps, they are tried one by one", async () => {
  // An optimizer that looks at it: the first steps of 500 fail, and 500 steps, but no training of less than 300.
  const fault: Fault = ({ steps }) => steps >= 300 ? 10 : undefined;
  const { config, ended } = await shrunk(fault);
  assertEquals([config.steps, ended], [300, "minimal"]);
  // A cosine ends with the training.
  const own: ClassifierConfig = {
    ...OWN,
    optimizer: { ...OWN.optimizer, schedule: { kind: "cosine", floor: 0.1 } },
  };
  const cosine = await shrunk(
    ({ steps, optimizer }) => optimizer.schedule.kind === "cosine" && steps >= 300 ? 10 : undefined,
    { own },
  );
  assertEquals([cosine.config.steps, cosine.config.optimizer.schedule.kind], [300, "cosine"]);
  assertEquals(["cosine", "exponential", "constant"].map((kind) => cosine.endingEarly.has(kind)), [false, false, true]);
});

Deno.test("an optimizer that throws says nothing; a case that is cut ends it, with the smallest so far", async () => {
  const thrown = await shrunk(({ model }) => {
    if (model.cell === "rnn") throw new RangeError("out of luck");
    return 20;
  });
  assertEquals([thrown.config.model.cell, thrown.ended], ["gru", "minimal"]);
  const stop = new AbortController();
  const run: ShrinkOptions["run"] = (candidate) => {
    if (candidate.steps > 40) return Promise.resolve(caseOf({ ...candidate, steps: 40 }, 1));
    stop.abort();
    return Promise.resolve(cutCase(candidate, "aborted"));
  };
  const cut = await shrunk(() => 20, { run, signal: stop.signal });
  assertEquals([cut.ended, cut.config.steps, cut.tried], ["aborted", 40, 2]);
  assertEquals((await shrunk(() => 20, { deadline: -1 })).ended, "time");
});

Deno.test("each smaller config is told of, ever simpler", async () => {
  const told: number[] = [];
  const { shrinks } = await shrunk(() => 33, { onShrink: (config) => told.push(config.steps * stepWork(config)) });
  assertEquals(told.length, shrinks);
  assert(told.every((work, i) => i === 0 || work <= told[i - 1]));
});
