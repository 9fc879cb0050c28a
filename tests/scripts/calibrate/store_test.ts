import { assertEquals } from "@std/assert";
import type { Run } from "../../../scripts/calibrate/ladder.ts";
import { drawConfig } from "../../../scripts/calibrate/recipe.ts";
import { decodeRuns, encodeRuns, readRuns, writeRuns } from "../../../scripts/calibrate/store.ts";
import { stepsPerEpoch, VARIANTS } from "../../../scripts/calibrate/variants.ts";

const base = drawConfig(1, 0);
const run = (loss: number[]): Run => ({
  config: { ...base, batchSize: 4, data: { ...base.data, samples: 12 } },
  notch: -0.5,
  evaluations: [{ step: 0, loss: 1.5, accuracy: 0.25 }, { step: 3, loss: NaN, accuracy: 0 }],
  loss: Float64Array.from(loss),
  accuracy: Float64Array.from(loss, (_, i) => i / 100),
});

Deno.test("runs come back from their bytes to the bit, those of another config do not", () => {
  const runs = [run([1, 0.1 + 0.2, NaN]), run([])], bytes = encodeRuns(base, runs);
  assertEquals(decodeRuns(bytes, base), runs);
  assertEquals(decodeRuns(bytes, drawConfig(1, 1)), undefined);
});

Deno.test("a file that is not there yet has no runs, one that was written has them all", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/a.runs`, runs = [run([3, 2, 1])];
    assertEquals(await readRuns(file, base), undefined);
    await writeRuns(file, base, runs);
    assertEquals(await readRuns(file, base), runs);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["a.runs"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the ways of logging: every step, some of them, accuracy now and then, epochs", () => {
  const logged = run(Array.from({ length: 25 }, (_, i) => i)), full = VARIANTS["every step"](logged)!;
  assertEquals([full.step.length, full.loss[24], full.accuracy?.[24]], [25, 24, 0.24]);
  assertEquals(VARIANTS["without accuracy"](logged)!.accuracy, undefined);
  assertEquals(VARIANTS["every 10th step"](logged)!.step, [0, 10, 20]);
  assertEquals(VARIANTS["accuracy every 20th step"](logged)!.accuracy!.filter(Number.isFinite), [0, 0.2]);
  assertEquals(stepsPerEpoch(logged), 3);
  const epochs = VARIANTS["epoch means"](logged)!;
  assertEquals([epochs.step.slice(0, 2), epochs.loss.slice(0, 2), epochs.step.at(-1)], [[2, 5], [1, 4], 24]);
  const third = VARIANTS["a third of the steps, at random"](logged)!;
  assertEquals(third.step[0], 0);
  assertEquals(third.loss, third.step);
  const broken = VARIANTS["every 10th step"](run([1, 2, NaN]))!;
  assertEquals(broken.step, [0, 2]);
});
