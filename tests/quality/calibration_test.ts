import { assert, assertEquals } from "@std/assert";
import { parseTrainingConfig, wilsonInterval } from "../../src/core/mod.ts";
import { climb } from "../../scripts/calibrate/ladder.ts";
import { type Sample, sampleOf } from "../../scripts/calibrate/sample.ts";
import { halfOf, seedOf } from "../../scripts/calibrate/split.ts";

const GOLDEN = new URL("../../fixtures/golden/", import.meta.url);
const read = (name: string) => Deno.readTextFileSync(new URL(name, GOLDEN));

Deno.test("runs of the reported half, made again, have the labels and the judgements of the golden file", async () => {
  const samples: Sample[] = JSON.parse(read("calibration_samples.json"));
  assert(samples.flatMap(({ runs }) => runs).length >= 60);
  for (const { base, runs } of samples) {
    const config = parseTrainingConfig(base);
    assertEquals(await halfOf(config), "reported");
    assertEquals(sampleOf(config, await climb(config)).runs, runs);
  }
});

Deno.test("the golden figures are of the commit that they name, agree with themselves, and stand in the log", () => {
  const { recipe, counts, clear, borderline } = JSON.parse(read("calibration.json"));
  assertEquals(recipe.seed, seedOf(recipe.frozen));
  const { stable, "late-rise": lateRise, diverged, "no-progress": noProgress } = clear.confusion;
  const { count, of, share, low, high } = clear.falseAlarmsStable;
  assertEquals([count, of], [stable["late-rise"] + stable.diverged, sum(stable)]);
  assertEquals([share, low, high], [count / of, ...Object.values(wilsonInterval(count, of))]);
  assertEquals(clear.divergedFound.count, diverged.diverged);
  assertEquals(clear.falseAlarmsNoProgress.of, sum(noProgress));
  const shapes: { of: number }[] = Object.values(clear.lateRisesFound);
  assertEquals(shapes.reduce((total, { of }) => total + of, 0), sum(lateRise));
  const all = [clear, borderline].flatMap(({ confusion }) => Object.values(confusion) as Record<string, number>[]);
  assertEquals(all.reduce((total, row) => total + sum(row), 0), counts.runs);
  const lines = read("calibration_log.jsonl").trim().split("\n").map((line) => JSON.parse(line));
  assert(lines.some((line) => line.frozen === recipe.frozen && line.clear.f1 === clear.f1));
});

function sum(row: Record<string, number>): number {
  return Object.values(row).reduce((total, count) => total + count, 0);
}
