import {
  type ClassifierConfig,
  measured,
  OPTIMIZER_KINDS,
  parseTrainingConfig,
  type Prng,
} from "../../src/core/mod.ts";
import { drawDraft, type Wanted } from "./bases.ts";
import { one } from "./candidate.ts";
import { type Outcome, outcomeOf, type Setting } from "./run.ts";
import { holdsOverSeeds } from "./trial.ts";

/** Why a run that holds is worth a look. */
export type ControlKind = "plain" | "past-the-bound" | "catapult";

/** The kinds that controls have in turn: half of them come back by themselves from past the bound. */
export const CONTROL_KINDS: readonly ControlKind[] = ["plain", "past-the-bound", "plain", "catapult"];

const PLAIN = OPTIMIZER_KINDS.filter((kind) => kind !== "rmsprop-centered");
/** A catapult rises above its start by this factor at least. */
const RISE = 1.1;

/** A config that may be a control of the kind. */
export function drawControl(random: Prng, kind: ControlKind): ClassifierConfig {
  const draft = drawDraft(random, wantedFor(random, kind));
  return parseTrainingConfig({ ...draft, problem: "classifier" }) as ClassifierConfig;
}

function wantedFor(random: Prng, kind: ControlKind): Wanted {
  switch (kind) {
    case "plain":
      return { kind: one(random, PLAIN), rates: [0.03, 0.35] };
    case "past-the-bound":
      return { kind: one(random, ["sgd", "momentum", "adam"] as const), rates: [0.3, 5], batchSize: "full" };
    case "catapult":
      return { kind: "sgd", rates: [1, 30], batchSize: "full" };
  }
}

/**
 * Whether a setting is a control of its kind. All are stable and not borderline with their own seeds; a plain one is stable
 * over fresh seeds, too; the stability ratio of one past the bound is above 1 somewhere in the second half; the loss of
 * a catapult, and of plain gradient descent, rises above its start before it falls.
 */
export async function isControl(
  setting: Setting,
  { kind, seed }: { kind: ControlKind; seed: number },
): Promise<boolean> {
  const outcome = await outcomeOf(setting), { judgement, borderline } = outcome.truth;
  if (judgement !== "stable" || borderline) return false;
  switch (kind) {
    case "plain":
      return await holdsOverSeeds(setting, seed);
    case "past-the-bound":
      return await passesTheBound(setting);
    case "catapult":
      return isCatapult(outcome);
  }
}

async function passesTheBound(setting: Setting): Promise<boolean> {
  const { steps } = setting.config, every = Math.ceil(steps / 20);
  const { trace } = await outcomeOf(setting, [{ name: "stability-ratio", every }]);
  return measured(trace, "stability-ratio").some(({ step, values: [ratio] }) => step >= steps / 2 && ratio > 1);
}

function isCatapult({ evaluations, truth }: Outcome): boolean {
  const before = evaluations.filter(({ step }) => step < truth.stepOfBest);
  return Math.max(...before.map(({ loss }) => loss)) >= RISE * truth.lossAtStart;
}
