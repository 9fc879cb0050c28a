import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Judgement, Symptom } from "../../src/core/mod.ts";
import { TRACES, traceText } from "../../scripts/make_traces.ts";
import { judgeCurve } from "../../src/stability/judgement.ts";
import { parseLog } from "../../src/stability/log.ts";

const FOLDER = new URL("../../fixtures/traces/", import.meta.url);

/** What a log must be judged. */
interface Expected {
  judgement: Judgement;
  /** The step of the onset and how far off it may be; none: null. */
  onset?: [step: number, tolerance: number];
  recovered?: boolean;
  /** The symptoms, all of them, in any order. */
  symptoms: Symptom["name"][];
}

const EXPECTED: Record<string, Expected> = {
  stable: { judgement: "stable", symptoms: [] },
  stable_mini_batch: { judgement: "stable", symptoms: [] },
  stable_epochs: { judgement: "stable", symptoms: [] },
  lucky_batch: { judgement: "stable", symptoms: [] },
  gap: { judgement: "stable", symptoms: [] },
  learned_barely: { judgement: "stable", symptoms: [] },
  no_progress: { judgement: "no-progress", symptoms: ["no-progress"] },
  late_rise_collapse: { judgement: "late-rise", onset: [160, 3], recovered: false, symptoms: ["late-rise"] },
  late_rise_intermittent: {
    judgement: "late-rise",
    onset: [122, 3],
    recovered: true,
    symptoms: ["late-rise", "oscillation"],
  },
  late_rise_spike: { judgement: "late-rise", onset: [135, 3], recovered: true, symptoms: ["late-rise"] },
  late_rise_rough: { judgement: "late-rise", onset: [170, 20], recovered: false, symptoms: ["late-rise"] },
  late_rise_mini_batch: { judgement: "late-rise", onset: [535, 15], recovered: false, symptoms: ["late-rise"] },
  late_rise_epochs: { judgement: "late-rise", onset: [12, 1], recovered: false, symptoms: ["late-rise"] },
  rise_just_under: { judgement: "stable", symptoms: ["gentle-rise"] },
  rise_too_short: { judgement: "stable", symptoms: ["spike"] },
  gentle_rise: { judgement: "stable", symptoms: ["gentle-rise"] },
  gentle_rise_too_small: { judgement: "stable", symptoms: [] },
  edge_of_stability: { judgement: "stable", symptoms: ["oscillation"] },
  oscillation: { judgement: "stable", symptoms: ["oscillation"] },
  oscillation_too_short: { judgement: "stable", symptoms: ["gentle-rise"] },
  spike: { judgement: "stable", symptoms: ["spike"] },
  spike_too_low: { judgement: "stable", symptoms: [] },
  catapult: { judgement: "stable", symptoms: ["gentle-rise"] },
  diverged_blow_up: { judgement: "diverged", onset: [151, 3], symptoms: ["divergence"] },
  diverged_level: { judgement: "diverged", onset: [81, 3], symptoms: ["divergence"] },
  diverged_nan: { judgement: "diverged", onset: [200, 0], symptoms: ["non-finite"] },
  level_just_under: { judgement: "no-progress", symptoms: ["no-progress", "gentle-rise"] },
};

const read = (name: string) => Deno.readTextFileSync(new URL(`${name}.csv`, FOLDER));

for (const [name, { judgement, onset, recovered, symptoms }] of Object.entries(EXPECTED)) {
  Deno.test(`${name}.csv is judged ${judgement}`, () => {
    const { curve, warnings } = parseLog(read(name), name), seen = judgeCurve(curve);
    assertEquals(warnings, []);
    assertEquals(seen.judgement, judgement);
    assertEquals(seen.recovered, recovered ?? null);
    assertEquals(seen.symptoms.map((symptom) => symptom.name).sort(), symptoms.sort());
    if (onset === undefined) assertEquals(seen.onset, null);
    else {
      const [step, tolerance] = onset;
      assertNotEquals(seen.onset, null);
      assert(Math.abs(seen.onset! - step) <= tolerance, `onset ${seen.onset}, not ${step}`);
    }
  });
}

Deno.test("the logs are what scripts/make_traces.ts makes, and each is expected to be something", () => {
  const files = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).filter((name) => name.endsWith(".csv")).sort();
  assertEquals(files, Object.keys(TRACES).map((name) => `${name}.csv`).sort());
  assertEquals(Object.keys(EXPECTED).sort(), Object.keys(TRACES).sort());
  for (const name of Object.keys(TRACES)) assertEquals(read(name), traceText(name), name);
});
