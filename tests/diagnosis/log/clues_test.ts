import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type KnownRun, type Mechanism, parseTrainingConfig, prng } from "../../../src/core/mod.ts";
import { curveOf as traceCurve } from "../../../src/core/mod.ts";
import { diagnoseLog } from "../../../src/diagnosis/mod.ts";
import { train } from "../../../src/training/mod.ts";
import { cluesOf, curveOf, finding, ofTrace } from "./_logs.ts";

const ADAM: KnownRun = { optimizer: "adam", rate: 0.01 }, SGD: KnownRun = { optimizer: "sgd", rate: 0.5 };

/** What the clues of a mechanism sum to, on a log of fixtures/traces. */
const SCORES: [name: string, known: KnownRun, mechanism: Mechanism, score: number, why: string][] = [
  ["late_rise_collapse", SGD, "rate-above-bound", 3, "it left what it had reached, lost its accuracy, and grew"],
  ["late_rise_rough", SGD, "rate-above-bound", 3, "the same"],
  ["late_rise_intermittent", SGD, "rate-above-bound", 3, "it left, lost its accuracy, and swings"],
  ["late_rise_spike", SGD, "rate-above-bound", 2, "it left, and lost its accuracy"],
  ["late_rise_spike", ADAM, "preconditioner-decay", 3, "v could decay, accuracy lost, came back, but a jump"],
  ["late_rise_spike", ADAM, "exploding-gradient", 1, "a jump, but of a rule that divides by it"],
  ["late_rise_spike", ADAM, "batches", 1, "a jump that came back"],
  ["late_rise_collapse", ADAM, "batches", 0, "it neither jumped nor came back"],
  ["late_rise_collapse", SGD, "momentum", -2, "it has none"],
  [
    "late_rise_collapse",
    { optimizer: "nesterov", rate: 1 },
    "momentum",
    1,
    "steps are too long, and it makes them long",
  ],
  ["late_rise_collapse", { optimizer: "rmsprop", rate: 1 }, "momentum", 0, "not known whether it has any"],
  ["late_rise_collapse", { optimizer: "rmsprop", rate: 1, momentum: 0 }, "momentum", -2, "it has none"],
  ["late_rise_collapse", { optimizer: "rmsprop", rate: 1, momentum: 0.5 }, "momentum", 1, "it has some"],
  ["late_rise_collapse", ADAM, "momentum", 0, "its part is not told"],
  ["late_rise_collapse", { labelSum: 1.3 }, "label-mass", 1, "told so, but the accuracy is lost"],
  ["diverged_nan", { optimizer: "rmsprop-centered" }, "optimizer-implementation", 2, "a root of what may be below 0"],
  ["diverged_nan", { optimizer: "rmsprop" }, "optimizer-implementation", 0, "nothing of the kind"],
];

Deno.test("each clue counts", () => {
  for (const [name, known, mechanism, score, why] of SCORES) {
    const said = finding(ofTrace(name, known), mechanism);
    assertEquals(said.score, score, `${mechanism} of ${name}, ${why}: ${JSON.stringify(said.clues)}`);
  }
});

Deno.test("a loss that grew before it was no number is no jump out of nothing", () => {
  const courseOf = (factor: number) =>
    diagnoseLog(curveOf(200, (t) => {
      const low = 0.1 + 1.3 * Math.exp(-t / 10);
      return t > 180 ? NaN : t > 150 ? low * factor ** ((t - 150) / 30) : low;
    })).course;
  assertEquals([courseOf(1.5), courseOf(4)], ["non-finite", "collapse"]);
});

Deno.test("a rise that stays where the loss began counts, though it is no late rise", () => {
  const loss = (t: number) => t < 60 ? 0.8 + 0.6 * Math.exp(-t / 5) : t < 62 ? 4 : 1.38;
  const { judgement, course } = diagnoseLog(curveOf(91, loss));
  assertEquals([judgement, course], ["stable", "collapse"]);
});

Deno.test("the curvature from which a rate is unstable is the bound over the rate, beta1 assumed if not told", () => {
  const says = (known: KnownRun) => cluesOf(ofTrace("late_rise_collapse", known), "rate-above-bound");
  assertStringIncludes(says({ ...ADAM, beta1: 0.5 }), "above 6 / 0.01 = 600; the log does not tell it.");
  assertStringIncludes(says(ADAM), "above 38 / 0.01 = 3800, with beta1 0.9 assumed;");
  assertStringIncludes(says({ optimizer: "momentum", rate: 0.1, momentum: 0.9 }), "above 3.8 / 0.1 = 38;");
  assertStringIncludes(says({ rate: 0.1 }), "not known without the optimizer and its rate");
});

/** Falls to .05 with the time constant 10, and rises at `rise`; the onset is a little later. */
const late = (rise: number, steps: number) =>
  curveOf(
    steps,
    (t) => 0.05 + 1.35 * Math.exp(-t / 10) + (t < rise ? 0 : Math.min(1, 0.05 * (Math.exp((t - rise) / 5) - 1))),
  );

Deno.test("decay of v can make the ratio grow by beta2^(-n/2) and the correction of the bias, and is judged by that", () => {
  // Nine tenths of the fall are done at update 24, and every seventh is looked at.
  const diagnosis = diagnoseLog(late(400, 600), { ...ADAM, beta2: 0.99 }), { onset, reading } = diagnosis;
  assertEquals(reading.quietFrom, 27);
  const growth = 0.99 ** (-(onset! - 27) / 2) * Math.sqrt((1 - 0.99 ** onset!) / (1 - 0.99 ** 27));
  const told = Number(/grow ([\d.]+)-fold\.$/m.exec(cluesOf(diagnosis, "preconditioner-decay"))![1]);
  assert(Math.abs(told / growth - 1) < 0.01, `${told} ${growth}`);
  assertEquals(finding(diagnosis, "preconditioner-decay").standing, "supported");
  const soon = diagnoseLog(late(26, 300), { optimizer: "rmsprop", rate: 0.01, decay: 0.999 });
  assertEquals(finding(soon, "preconditioner-decay").score, -2);
  assertMatch(cluesOf(soon, "preconditioner-decay"), /grow 1\.0\d-fold, no more/);
});

Deno.test("rules without decay of v are excluded; of epochs it is told how many updates would do", () => {
  for (const optimizer of ["sgd", "adagrad", "amsgrad"] as const) {
    assertEquals(
      finding(ofTrace("late_rise_collapse", { optimizer, rate: 1 }), "preconditioner-decay").standing,
      "refuted",
    );
  }
  const says = cluesOf(ofTrace("late_rise_epochs", { ...ADAM, beta2: 0.99 }), "preconditioner-decay");
  assertStringIncludes(says, "2 / -ln beta2 = 199 updates");
  // ln 1.5 time constants.
  assertStringIncludes(says, "there are 6 epochs: if that is 80.7 updates or more");
  const full = cluesOf(ofTrace("late_rise_epochs", { ...ADAM, batchSize: "full" }), "preconditioner-decay");
  assertStringIncludes(full, "there are 6 updates");
});

Deno.test("the label fault, a loss of 1.80, 1.03, 1.18 with all right, is told from the rate", () => {
  const labels = [1, 0.1, 0.1, 0.1], logits = [0, 0, 0, 0];
  const loss = Array.from({ length: 1000 }, () => {
    const exps = logits.map(Math.exp), sum = exps.reduce((a, b) => a + b), p = exps.map((value) => value / sum);
    // The gradient of tf.losses.softmaxCrossEntropy, which is that of rows that sum to 1.
    p.forEach((value, k) => logits[k] -= 0.05 * (value - labels[k]));
    return -labels.reduce((total, value, k) => total + value * Math.log(p[k]), 0);
  });
  const curve = curveOf(1000, (t) => loss[t], () => 1);
  const diagnosis = diagnoseLog(curve, { classes: 4, optimizer: "sgd", rate: 0.05 }), [first] = diagnosis.findings;
  assertEquals([diagnosis.course, first.mechanism, first.score], ["drift", "label-mass", 3]);
  assertStringIncludes(cluesOf(diagnosis, "label-mass"), "1.8, 1.3 times ln 4 = 1.39: rows that sum to 1.3");
  assertStringIncludes(cluesOf(diagnosis, "label-mass"), "best 100 % before, 100 % after");
  assert(finding(diagnosis, "rate-above-bound").score < 0);
});

Deno.test("a jump within an update speaks for an exploding gradient, unless it is bounded; growth does not", () => {
  const jump = curveOf(300, (t) => (0.05 + 1.35 * Math.exp(-t / 10)) + (t < 200 ? 0 : 1));
  const score = (known: KnownRun, curve = jump) => finding(diagnoseLog(curve, known), "exploding-gradient").score;
  const sgd: KnownRun = { optimizer: "sgd", rate: 0.1 };
  assertEquals([score(sgd), score({ ...sgd, clipNorm: 1 }), score({ ...sgd, clipNorm: "none" })], [2, 1, 2]);
  assertEquals([score(ADAM), score(sgd, late(200, 400))], [1, -1]);
  // A point for each 100 updates hides what a single one did.
  assertEquals(score(sgd, { ...jump, step: jump.step.map((step) => 100 * step) }), 0);
  assertEquals(score({ ...sgd, unit: "epochs" }), 0);
});

Deno.test("a schedule is blamed for a rise soon after it raised the rate, and for no other", () => {
  const score = (known: KnownRun) => finding(ofTrace("late_rise_collapse", known), "schedule").score;
  assertEquals([score({}), score({ schedule: "rising" })], [0, 0]);
  assertEquals([score({ schedule: "constant" }), score({ schedule: "falling" })], [-2, -2]);
  assertEquals([score({ raisedAt: [20, 150] }), score({ raisedAt: [20] }), score({ raisedAt: [200] })], [2, -1, -2]);
});

Deno.test("batches: a loss that repeats with the epochs speaks for their order, one that does not against", () => {
  const random = prng(7), noise = Array.from({ length: 400 }, () => 0.1 * random.normal());
  const ordered = curveOf(
    400,
    (t) => (0.1 + Math.exp(-t / 60)) * Math.exp(0.4 * Math.sin(t * Math.PI / 10) + noise[t]),
  );
  const shuffled = curveOf(400, (t) => (0.1 + Math.exp(-t / 60)) * Math.exp(noise[t]));
  const rising = (curve: typeof ordered) => ({ ...curve, loss: curve.loss.map((loss, t) => loss + (t > 300 ? 1 : 0)) });
  const known: KnownRun = { ...ADAM, samples: 160, batchSize: 8 };
  const score = (curve: typeof ordered, told = known) => finding(diagnoseLog(rising(curve), told), "batches").score;
  assertEquals([score(ordered), score(shuffled)], [2, -1]);
  assertEquals(score(ordered, { ...known, unit: "epochs" }), 0);
  assertEquals([score(ordered, ADAM), score(ordered, { ...known, batchSize: "full" })], [0, -2]);
  assertEquals([score(ordered, { ...ADAM, shuffled: false }), score(ordered, { ...known, batchSize: 200 })], [1, -2]);
});

Deno.test("of no progress: an epsilon is judged by its size, sequences by their length, chance by the classes", () => {
  const score = (known: KnownRun, mechanism: "epsilon-too-large" | "vanishing-gradient" | "wrong-labels") =>
    finding(ofTrace("no_progress", known), mechanism).score;
  const epsilon = (value: number) => score({ ...ADAM, epsilon: value }, "epsilon-too-large");
  assertEquals([epsilon(1e-7), epsilon(1e-4), epsilon(1e-2), score(ADAM, "epsilon-too-large")], [-1, 0, 2, 0]);
  const length = (value: number) => score({ length: value }, "vanishing-gradient");
  assertEquals([length(10), length(20), length(100)], [0, 1, 2]);
  // .41 right at the end.
  assertEquals([score({ classes: 4 }, "wrong-labels"), score({ classes: 2 }, "wrong-labels")], [1, 0]);
});

Deno.test("a run of ours that is thrown about by a high rate is blamed on its rate", async () => {
  const config = parseTrainingConfig({
    steps: 400,
    data: { seed: 4 },
    model: { units: 6 },
    optimizer: { kind: "momentum", learningRate: { absolute: 1 } },
  });
  const diagnosis = diagnoseLog(traceCurve(await train(config, { backend: "wasm" })), {
    optimizer: "momentum",
    rate: 1,
  });
  assertEquals([diagnosis.course, diagnosis.findings[0].mechanism], ["flat", "rate-above-bound"]);
  assertStringIncludes(cluesOf(diagnosis, "rate-above-bound"), "The loss was driven up to 3.61, 2.57 times its start");
});
