import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { judgeCurve, replay, train } from "../../mod.ts";
import { curveOf, type FailureRecord, parseFailureRecord, parseJson, type TrainingConfig } from "../../src/core/mod.ts";

/** The fixtures of the case that this project began with, and the profile that replays them. */
const CASES = [
  { file: "seed_case.json", nightly: false },
  { file: "seed_case_at_0.0002.json", nightly: true },
];
const NIGHTLY = Deno.env.get("STEADFAST_PROFILE") === "nightly";

async function fixture(file: string): Promise<FailureRecord> {
  const url = new URL(`../../fixtures/failures/${file}`, import.meta.url);
  return parseFailureRecord(parseJson(await Deno.readTextFile(url), file), file);
}

/** The same training at a tenth of the rate, for ten times the steps: a delay is not a cure. */
function slower(config: TrainingConfig): TrainingConfig {
  const { absolute } = config.optimizer.learningRate as { absolute: number };
  return {
    ...config,
    steps: 10 * config.steps,
    optimizer: { ...config.optimizer, learningRate: { absolute: absolute / 10 } },
  };
}

for (const { file, nightly } of CASES) {
  const ignore = nightly && !NIGHTLY, why = ignore ? " (a long run: nightly profile only)" : "";

  Deno.test({
    name: `${file}: 4 classes, cross entropy, Adam: over 90 % right, then a late rise; replayed to the bit${why}`,
    ignore,
    async fn() {
      const record = await fixture(file), { config } = record;
      assertEquals([config.data.classes, config.loss.kind, config.optimizer.kind], [4, "cross-entropy", "adam"]);
      assert(record.recipe?.includes("check"), "the recipe tells the command that found it");
      const again = await replay(record);
      assertEquals([again.reproduced, again.differences], [true, []]);
      const { accuracy, epochs } = await train(config, { backend: "wasm" }), seen = again.verdict;
      assertEquals(seen.kind === "violated" && seen.failure, "late-rise");
      const onset = seen.kind === "violated" ? seen.evidence.onset as number : 0;
      const before = epochs.slice(0, Math.ceil(onset * epochs.length / accuracy.length));
      assertGreaterOrEqual(Math.max(...before.map((epoch) => epoch.accuracy)), 0.9);
    },
  });

  Deno.test({
    name: `${file}: at a tenth of the rate and ten times the steps it stays down${why}`,
    ignore,
    async fn() {
      const { config } = await fixture(file), trace = await train(slower(config), { backend: "wasm" });
      assertEquals(judgeCurve(curveOf(trace)).judgement, "stable");
      assertGreaterOrEqual(trace.epochs.at(-1)!.accuracy, 0.9);
    },
  });
}
