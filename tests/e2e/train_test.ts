import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder, steadfast } from "./_program.ts";

const SGD = { kind: "sgd", learningRate: { absolute: 0.5 } };

Deno.test("a summary of one run: the config, the curve, the judgement", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify({ steps: 60, optimizer: SGD }));
    const { status, out, err } = await steadfast(["train", "config.json", "--backend=wasm"], { cwd });
    assertEquals(err, "");
    assert(out.startsWith("training   60 steps, batch full, seed 1\n"), out);
    assertStringIncludes(out, "\n   step        loss accuracy   gradient     update\n      0 ");
    assertStringIncludes(out, "\n     59 ");
    assert(out.split("\n").every((line) => line.length <= 80));
    const [, judgement] = /\n([a-z-]+), confidence/.exec(out) ?? [];
    assertEquals(status, { "stable": 0, "no-progress": 3 }[judgement], out);
  }));

Deno.test("a run's log, piped into judge, is judged as the run is, one that breaks down too", () =>
  inFolder(async (cwd) => {
    // Its first step divides 0 by 0: the weights are NaN, which no loss of the run shows, and its log ends with a NaN.
    const adam = { kind: "adam", beta2: 1, epsilon: 0, learningRate: { absolute: 0.1 } }, broken = { optimizer: adam };
    for (const [config, judgement] of [[{ optimizer: SGD }, undefined], [broken, "diverged"]] as const) {
      const input = JSON.stringify({ steps: 60, ...config }), args = ["train", "-", "--backend=wasm"];
      const log = await steadfast([...args, "--format=csv"], { cwd, input });
      assert(log.out.startsWith("step,loss,accuracy\n0,"), log.out);
      const judged = await steadfast(["judge", "--json", "-"], { cwd, input: log.out });
      const run = await steadfast([...args, "--json"], { cwd, input });
      assertEquals({ log: "-", ...JSON.parse(run.out).assessment }, JSON.parse(judged.out));
      assertEquals([log.status, run.status], [judged.status, judged.status]);
      if (judgement) assertEquals(JSON.parse(judged.out).judgement, judgement);
    }
  }));
