import { type Cure, type Finding, type Mechanism, MECHANISMS, type TrainingConfig } from "../../src/core/mod.ts";

/** A change that cures: ten of ten fail without it, none with it. */
export function cure(config: TrainingConfig, rest: Partial<Cure> = {}): Cure {
  return {
    intervention: "rate",
    change: "learningRate 0.0316 -> 0.00632",
    config,
    size: Math.log(5),
    holds: true,
    uncured: { failed: 10, runs: 10 },
    cured: { failed: 0, runs: 10 },
    outcome: "cured",
    cost: { finalLoss: 0.0123, stepsToUncuredBest: 260, uncuredStepOfBest: 69 },
    ...rest,
  };
}

/** All mechanisms, those that are given first, the others refuted. */
export function findings(first: (Partial<Finding> & { mechanism: Mechanism })[]): Finding[] {
  const plain = (mechanism: Mechanism): Finding => ({
    mechanism,
    standing: "refuted",
    says: "Nothing speaks for it.",
    evidence: {},
    cures: [],
  });
  const given = first.map((finding) => ({ ...plain(finding.mechanism), ...finding }));
  const others = MECHANISMS.filter((mechanism) => !first.some((finding) => finding.mechanism === mechanism));
  return [...given, ...others.map(plain)];
}
