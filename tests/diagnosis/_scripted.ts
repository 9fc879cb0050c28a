import type { QuadraticConfig, TrainingConfig } from "../../src/core/mod.ts";
import { Laboratory, type Outcome, type Setup } from "../../src/diagnosis/laboratory.ts";
import type { Change } from "../../src/diagnosis/mechanism.ts";
import type { Case } from "../../src/diagnosis/pairs.ts";
import { at, outcomeOf, quadraticConfig } from "./_observation.ts";

/** The failing config of the cases here, and how many fresh seeds they have. */
export const CONFIG = quadraticConfig(at(0.4), { steps: 100 }), SEEDS = 10;

/** Falls, and stays down. */
export const holding = () => outcomeOf([8, 4, 2, 1]);
/** Falls, and leaves at a step. */
export const failing = (onset: number, updateNorm?: number[]) =>
  outcomeOf([...Array.from({ length: onset }, (_, t) => 8 / (1 + t)), 100, 100], { updateNorm });
/** Learns nothing. */
export const stuck = () => outcomeOf(Array(50).fill(8));

/** Trains nothing: what comes of a config is written down beforehand. What was asked for is kept. */
export class Scripted extends Laboratory {
  readonly asked: TrainingConfig[] = [];
  readonly #script: (config: QuadraticConfig) => Outcome;

  constructor(script: (config: QuadraticConfig) => Outcome) {
    super({});
    this.#script = script;
  }

  override run({ config }: Setup): Promise<Outcome> {
    this.asked.push(config);
    return Promise.resolve(this.#script(config as QuadraticConfig));
  }
}

/** One that fails at step 20 of its 100, with some of that replaced. */
export const caseOf = (fields: Partial<Case> = {}): Case => ({
  config: CONFIG,
  outcome: failing(20),
  onset: 20,
  seeds: SEEDS,
  horizon: 1,
  ...fields,
});

/** A change to a config. */
export const change = (config: TrainingConfig): Change => ({
  intervention: "other",
  change: "one -> other",
  setup: { config },
});

/** A config that can be told from the un-cured one, and is as long. */
export const OTHER: QuadraticConfig = { ...CONFIG, quadratic: { ...CONFIG.quadratic, condition: 7 } };
/** Whether it is that one, under any seed. */
export const isOther = ({ quadratic }: QuadraticConfig) => quadratic.condition === 7;
