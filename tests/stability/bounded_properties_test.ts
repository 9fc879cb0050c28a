import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ClassifierConfig,
  type Measurement,
  parseTrainingConfig,
  type TrainingTrace,
  type Verdict,
} from "../../src/core/mod.ts";
import { adamCrossing } from "../../src/stability/properties/adam_crossing.ts";
import { boundedDescent } from "../../src/stability/properties/bounded_descent.ts";
import { boundedRise } from "../../src/stability/properties/bounded_rise.ts";
import { descends } from "../../src/stability/properties/descends.ts";
import { pastTheBound } from "../../src/stability/properties/past_the_bound.ts";
import { quadraticEdge } from "../../src/stability/properties/quadratic_edge.ts";

/** A trace with these losses, and whatever else is given. */
function trace(loss: number[], fields: Partial<TrainingTrace> = {}): TrainingTrace {
  const ones = loss.map(() => 1);
  return {
    loss,
    accuracy: ones,
    gradientNorm: ones,
    updateNorm: ones,
    weightNorm: ones,
    epochs: [],
    measurements: [],
    ending: { kind: "completed" },
    backend: { name: "wasm" },
    kernel: "fused",
    leaked: { bySteps: 0, afterwards: 0 },
    ...fields,
  };
}

const measurement = (quantity: string, step: number, values: number[]): Measurement => ({ quantity, step, values });
const failureOf = (verdict: Verdict) => verdict.kind === "violated" ? verdict.failure : verdict.kind;

const sgd = (rate: number, fields: object = {}): ClassifierConfig =>
  parseTrainingConfig({ optimizer: { kind: "sgd", learningRate: { absolute: rate } }, ...fields });

Deno.test("bounded-descent: a rise below 2/rate is a violation, one above it or within the rounding is none", () => {
  const config = sgd(0.1);
  const along = (largest: number, { rounding = 0, open = 0 } = {}) =>
    [0, 1].map((step) => measurement("curvature-along-step", step, [largest, largest, rounding, open]));
  const judge = (loss: number[], measurements: Measurement[], step = 0.06) => {
    const fields = { measurements, updateNorm: loss.map(() => step) };
    return failureOf(boundedDescent.judge([{ config, trace: trace(loss, fields) }]));
  };
  assertEquals(judge([1, 0.9, 0.8], along(19)), "holds");
  assertEquals(judge([1, 1.1, 1], along(19)), "rise");
  assertEquals(judge([1, 1 + 1e-7, 1], along(19, { rounding: 1e-7 })), "holds");
  assertEquals(judge([1, 1 + 3e-7, 1], along(19, { rounding: 1e-7 })), "rise");
  assertEquals(judge([1, 1.1, 1], along(20)), "inconclusive");
  assertEquals(judge([1, 1.1, 1], along(NaN)), "inconclusive");
  assertEquals(judge([1, 1.1, 1], along(1, { open: 0.3 })), "inconclusive");
  assertEquals(judge([1, 1.1, 1], along(19), 0.07), "inconclusive");
});

Deno.test("quadratic-edge: growth below the bound and decay above it are violations", () => {
  const judge = (times: number, end: number) => {
    const optimizer = { kind: "momentum", learningRate: { absolute: times * 3.8 / 5 } };
    const config = parseTrainingConfig({ problem: "quadratic" as const, quadratic: { largest: 5 }, optimizer });
    return failureOf(quadraticEdge.judge([{ config, trace: trace([1, 1], { gradientNorm: [1, end] }) }]));
  };
  assertEquals([judge(0.99, 0.5), judge(1.01, 1e4), judge(1.01, Infinity)], ["holds", "holds", "holds"]);
  assertEquals([judge(0.99, 1e4), judge(0.99, NaN)], ["grew-below-the-bound", "grew-below-the-bound"]);
  assertEquals(judge(1.01, 0.5), "held-above-the-bound");
});

Deno.test("descends: a violation counts where the ratio of the rate that was asked for stays at half and below", () => {
  const rising = Array.from({ length: 30 }, (_, t) => 1 + t / 10);
  const judge = (ratio: number | undefined, config: ClassifierConfig) => {
    // The optimizer's own rate, and so its own pi, may be another.
    const values = [99, 2 * (ratio ?? NaN) / 0.01, 2, 0, 10];
    const measurements = ratio === undefined ? [] : [measurement("stability-ratio", 3, values)];
    return descends.judge([{ config, trace: trace(rising, { measurements }) }]);
  };
  const config = sgd(0.01);
  assertEquals([judge(0.5, config), judge(0.51, config)].map(failureOf), ["rise", "inconclusive"]);
  const small = judge(0.25, config);
  assertEquals(small.kind === "violated" && small.evidence.stabilityRatio, 0.25);
  // Not asked for yet: it is still to be doubted.
  assertEquals(failureOf(judge(undefined, sgd(0.1))), "rise");
  // Not to be measured: small by the table, on data without cliffs.
  assertEquals(failureOf(judge(NaN, sgd(0.005))), "rise");
  assertEquals(failureOf(judge(NaN, sgd(0.01))), "inconclusive");
  assertEquals(failureOf(judge(NaN, sgd(0.005, { data: { length: 16 } }))), "inconclusive");
  const expanding = { model: { recurrentInit: { kind: "orthogonal", gain: 1.5 } } };
  assertEquals(failureOf(judge(NaN, sgd(0.005, expanding))), "inconclusive");
});

Deno.test("descends: on a problem of one's own a swing through the minimum is none, one above the first loss is", () => {
  const config = parseTrainingConfig({
    ...{ problem: "own" as const, name: "mine", bound: 1 },
    optimizer: { kind: "momentum", learningRate: { absolute: 0.01 } },
  });
  const judge = (height: number) =>
    failureOf(descends.judge([{ config, trace: trace([1, 0.5, 0.1, 0.01, 0.1, height, 0.1, 0.01, 0.1, height]) }]));
  assertEquals([judge(0.9), judge(1.04), judge(1.06)], ["holds", "holds", "rise"]);
});

Deno.test("descends: on a problem of one's own a NaN is a violation where the ratio stayed at half and below", () => {
  const judge = (ratio: number, fields: object) => {
    const config = parseTrainingConfig<unknown>({
      optimizer: { kind: "sgd", learningRate: { absolute: 0.01 } },
      ...fields,
    });
    const measurements = [measurement("stability-ratio", 3, [ratio, 2 * ratio / 0.01, 2, 0, 10])];
    const ending = { kind: "non-finite", step: 9, where: "loss" } as const;
    return failureOf(descends.judge([{ config, trace: trace(Array(10).fill(1), { measurements, ending }) }]));
  };
  const own = { problem: "own", name: "mine" };
  assertEquals([judge(0.5, own), judge(0.6, own), judge(0.6, {})], ["non-finite", "inconclusive", "non-finite"]);
});

Deno.test("bounded-rise: likewise for a late rise; a NaN is a violation whatever was measured", () => {
  const loss = Array.from({ length: 300 }, (_, t) => t < 150 ? 1 / (1 + t) : 0.9), accuracy = loss.map((l) => 1 - l);
  const judge = (ratio: number, fields: Partial<TrainingTrace> = {}) => {
    const measurements = [measurement("stability-ratio", 3, [ratio, 2 * ratio / 0.01, 2, 0, 10])];
    return failureOf(
      boundedRise.judge([{ config: sgd(0.01), trace: trace(loss, { accuracy, measurements, ...fields }) }]),
    );
  };
  assertEquals([judge(0.4), judge(0.6)], ["late-rise", "inconclusive"]);
  assertEquals(judge(0.6, { ending: { kind: "non-finite", step: 299, where: "loss" } }), "non-finite");
});

Deno.test("adam-crossing: when the ratio passes 1 is predicted from its growth at rest; above eps* it may not", () => {
  const config = parseTrainingConfig({
    problem: "quadratic" as const,
    optimizer: { kind: "adam", learningRate: { absolute: 0.1 }, epsilon: 0 },
    steps: 9000,
  });
  /** At rest from step 1000 on, pi .1 there; `speed` times as fast as v decays. */
  const run = (speed: number, top = Infinity) => {
    const pi = (step: number) => step < 1000 ? 0.1 : 0.1 * 0.999 ** (-speed * (step - 1000) / 2);
    return trace([1], {
      measurements: Array.from({ length: 91 }, (_, k) => 100 * k).map((step) =>
        measurement("stability-ratio", step, [Math.min(top, pi(step)), 1, 38, 0, 10])
      ),
    });
  };
  const judge = (plain: TrainingTrace, guarded: TrainingTrace) =>
    adamCrossing.judge([{ config, trace: plain }, { config, trace: guarded }]);
  assertEquals(failureOf(judge(run(1), run(1, 0.9))), "holds");
  assertEquals(failureOf(judge(run(1), run(1, 1.2))), "crossed-above-epsilon");
  assertEquals(failureOf(judge(run(1, 0.9), run(1, 0.9))), "inconclusive");
  assertEquals(failureOf(judge(run(3), run(1, 0.9))), "inconclusive");
  // It grows as predicted at first, and then jumps.
  const early = run(1);
  for (const { step, values } of early.measurements) if (step > 2500) values[0] = 2;
  const verdict = judge(early, run(1, 0.9));
  assertEquals(failureOf(verdict), "unpredicted-crossing");
  assertStringIncludes(verdict.kind === "violated" ? verdict.witness : "", "by step 2600, predicted was 5602.8");
});

Deno.test("past-the-bound: a run that came back must not be called diverged; one that diverged, or kept below 1, says nothing", () => {
  const judge = (loss: number[], { pi = 1.5, evaluations = loss }: { pi?: number; evaluations?: number[] } = {}) => {
    const measurements = [
      measurement("stability-ratio", 10, [pi, 20, 2, 0, 10]),
      ...evaluations.map((value, step) => measurement("evaluation", step, [value, 0.5])),
    ];
    return failureOf(pastTheBound.judge([{ config: sgd(0.1), trace: trace(loss, { measurements }) }]));
  };
  const back = Array.from({ length: 60 }, (_, t) => t < 5 ? 1 + t / 2 : 0.5), gone = back.map((_, t) => 1 + t);
  assertEquals(judge(back), "holds");
  assertEquals(judge(back, { pi: 0.9 }), "inconclusive");
  assertEquals(judge(gone), "inconclusive");
  assertEquals(judge(gone, { evaluations: back }), "false-divergence");
});
