import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { measured, traceDigest, type TrainingTrace } from "../../src/core/mod.ts";

const SERIES = ["loss", "accuracy", "gradientNorm", "updateNorm", "weightNorm"] as const;

function trace(fields: Partial<TrainingTrace> = {}): TrainingTrace {
  return {
    loss: [1.5, 0.1, 0],
    accuracy: [0.25, 0.5, 1],
    gradientNorm: [3, 1e-30, 0.3],
    updateNorm: [0.1, 0.2, 1e300],
    weightNorm: [1, 2, 3],
    epochs: [{ loss: 1, accuracy: 1 }],
    measurements: [
      { quantity: "evaluation", step: 0, values: [1.5, 0.25] },
      { quantity: "final-weights", step: 3, values: [1, 2, 3] },
      { quantity: "evaluation", step: 3, values: [0.5, 1] },
    ],
    ending: { kind: "completed" },
    backend: { name: "cpu" },
    kernel: "fused",
    leaked: { bySteps: 0, afterwards: 0 },
    ...fields,
  };
}

/** The number whose lowest bit differs. */
function nextBit(x: number): number {
  const bits = new BigUint64Array(Float64Array.of(x).buffer);
  bits[0] ^= 1n;
  return new Float64Array(bits.buffer)[0];
}

const flipped = (values: number[], i: number) => values.with(i, nextBit(values[i]));

Deno.test("digest: 64 hexadecimal digits, golden, the same for an equal trace", async () => {
  const digest = await traceDigest(trace());
  assertMatch(digest, /^[0-9a-f]{64}$/);
  // A digest that changes means that stored failures no longer replay: say so in CHANGELOG.md.
  assertEquals(digest, "1d4ee394dd4af945ce2ec813068fb2d2e25459c7b695622b0a1c9fdbe2bc69a8");
  assertEquals(await traceDigest(structuredClone(trace())), digest);
});

for (const name of SERIES) {
  Deno.test(`digest: differs if one bit of ${name} does`, async () => {
    for (let i = 0; i < 3; i++) {
      assertNotEquals(await traceDigest(trace({ [name]: flipped(trace()[name], i) })), await traceDigest(trace()));
    }
  });
}

Deno.test("digest: differs if one bit, the name or the step of a measurement does", async () => {
  const { measurements } = trace(), expected = await traceDigest(trace());
  for (const [i, measurement] of measurements.entries()) {
    for (
      const change of [
        ...measurement.values.map((_, k) => ({ values: flipped(measurement.values, k) })),
        { quantity: "other" },
        { step: measurement.step + 1 },
      ]
    ) {
      const changed = measurements.with(i, { ...measurement, ...change });
      assertNotEquals(await traceDigest(trace({ measurements: changed })), expected);
    }
  }
  assertNotEquals(await traceDigest(trace({ measurements: measurements.slice(1) })), expected);
  assertNotEquals(await traceDigest(trace({ measurements: measurements.toReversed() })), expected);
});

Deno.test("digest: tells endings, -0 from 0, and the order of the steps apart", async () => {
  const endings: TrainingTrace["ending"][] = [
    { kind: "completed" },
    { kind: "aborted", steps: 3 },
    { kind: "aborted", steps: 2 },
    { kind: "deadline", steps: 3 },
    { kind: "non-finite", step: 2, where: "loss" },
    { kind: "non-finite", step: 2, where: "weights" },
  ];
  const others = [{ loss: [1.5, 0.1, -0] }, { loss: [0.1, 1.5, 0] }];
  const traces = [...endings.map((ending) => trace({ ending })), ...others.map(trace)];
  assertEquals(new Set(await Promise.all(traces.map(traceDigest))).size, traces.length);
});

Deno.test("digest: lengths count, so no number can pass from one series to the next", async () => {
  const { loss, accuracy } = trace();
  const moved = trace({ loss: loss.slice(0, 2), accuracy: [loss[2], ...accuracy] });
  assertNotEquals(await traceDigest(moved), await traceDigest(trace()));
  const empty = trace({ loss: [], accuracy: [...loss, ...accuracy] });
  assertNotEquals(await traceDigest(empty), await traceDigest(trace()));
});

Deno.test("digest: every NaN is the same, and none is a number", async () => {
  const payloads = [0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff8000000000abcn, 0x7ff0000000000001n];
  const nans = payloads.map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0]);
  const digests = await Promise.all(
    [...nans, 0 / 0, Infinity - Infinity].map((x) => traceDigest(trace({ loss: [1, x, 2] }))),
  );
  assertEquals(new Set(digests).size, 1);
  assertNotEquals(digests[0], await traceDigest(trace({ loss: [1, Infinity, 2] })));
  assertNotEquals(digests[0], await traceDigest(trace({ loss: [1, 2, NaN] })));
});

Deno.test("digest: where and how it ran, and what follows from the series, do not count", async () => {
  const elsewhere = trace({
    backend: { name: "wasm" },
    kernel: "composed",
    epochs: [],
    leaked: { bySteps: 1, afterwards: 2 },
  });
  assertEquals(await traceDigest(elsewhere), await traceDigest(trace()));
});

Deno.test("measured: the measurements of one quantity in step order", () => {
  assertEquals(measured(trace(), "evaluation").map(({ step }) => step), [0, 3]);
  assertEquals(measured(trace(), "sharpness"), []);
});
