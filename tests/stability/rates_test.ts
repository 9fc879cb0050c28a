import { assert } from "@std/assert";
import { type Judgement, prng } from "../../src/core/mod.ts";
import { judgeCurve } from "../../src/stability/judgement.ts";
import { judgeEvaluations } from "../../src/stability/truth.ts";
import { evaluationsOf, type Shape, synthesize } from "./_curves.ts";

/** What a few hundred synthetic trainings whose truth is clear were judged: 50 to 20,000 steps, batch 8 to 256. */
function judgements(shape: Shape, { truth, runs }: { truth: Judgement; runs: number }): Judgement[] {
  const found: Judgement[] = [];
  for (let seed = 0; seed < runs; seed++) {
    const random = prng(seed, 77),
      points = Math.round(50 * 400 ** random.uniform()),
      batch = 2 ** (3 + random.below(6));
    const training = synthesize(shape, { seed, points, batch });
    const { judgement, borderline } = judgeEvaluations(evaluationsOf(training.truth));
    if (judgement === truth && !borderline) found.push(judgeCurve(training.log).judgement);
  }
  assert(found.length > runs / 2, `only ${found.length} clear ones of ${runs}`);
  return found;
}

const share = (list: Judgement[], wanted: Judgement) =>
  list.filter((judgement) => judgement === wanted).length / list.length;

Deno.test("at most 1 % of stable trainings are called anything else", () => {
  const right = share(judgements("decay", { truth: "stable", runs: 300 }), "stable");
  assert(right >= 0.99, `${right}`);
});

for (const shape of ["collapse", "intermittent", "excursion", "rough"] as const) {
  Deno.test(`at least 95 % of late rises are found: ${shape}`, () => {
    const found = share(judgements(shape, { truth: "late-rise", runs: 100 }), "late-rise");
    assert(found >= 0.95, `${found}`);
  });
}

for (const shape of ["level", "blowUp"] as const) {
  Deno.test(`at least 95 % of divergences are found: ${shape}`, () => {
    const found = share(judgements(shape, { truth: "diverged", runs: 100 }), "diverged");
    assert(found >= 0.95, `${found}`);
  });
}

Deno.test("at least 85 % of trainings without progress are found, the noise of single batches being up to 35 %", () => {
  const found = share(judgements("plateau", { truth: "no-progress", runs: 100 }), "no-progress");
  assert(found >= 0.85, `${found}`);
});
