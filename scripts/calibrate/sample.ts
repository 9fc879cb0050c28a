import { type ClassifierConfig, type Judgement, trainingWork } from "../../src/core/mod.ts";
import { climb, type Run } from "./ladder.ts";
import type { Task } from "./make.ts";
import { outcomesOf } from "./outcome.ts";
import { FULL_LOG } from "./report.ts";
import { readRuns } from "./store.ts";

/** A config and what its runs were found to be: enough to make them again and compare. */
export interface Sample {
  base: ClassifierConfig;
  runs: {
    notch: number;
    truth: { judgement: Judgement; borderline: boolean; onset: number | null };
    seen: { judgement: Judgement; onset: number | null };
  }[];
}

/** What the runs of a config were found to be. */
export function sampleOf(base: ClassifierConfig, runs: Run[]): Sample {
  const outcomes = outcomesOf(runs, { variants: [FULL_LOG], baselines: false });
  return {
    base,
    runs: outcomes.map(({ judgement, borderline, onset, seen }, i) => ({
      notch: runs[i].notch,
      truth: { judgement, borderline, onset },
      seen: { judgement: seen[FULL_LOG].judgement, onset: seen[FULL_LOG].onset },
    })),
  };
}

/** Samples of the configs that are cheapest to train, their runs read from the tasks' files. */
export async function cheapestSamples(tasks: Task[], count: number): Promise<Sample[]> {
  const cheapest = tasks.toSorted((a, b) => trainingWork(a.base) - trainingWork(b.base)).slice(0, count);
  const samples: Sample[] = [];
  // One after the other: trainings of one thread must not overlap.
  for (const { base, file } of cheapest) samples.push(sampleOf(base, await readRuns(file, base) ?? await climb(base)));
  return samples;
}
