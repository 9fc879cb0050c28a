import { digits, type Evidence, type TrainingConfig } from "../../core/mod.ts";
import type { Ratio } from "../observation.ts";

/** Whether a rule's epsilon stands under its root, so that it adds its own root to a preconditioner without squares. */
export function isUnderRoot(kind: string): boolean {
  return kind.startsWith("rmsprop") || kind === "adadelta";
}

/**
 * The smallest epsilon with which pi could not pass 1 at a curvature, however small the mean square of gradients: rate x
 * curvature / bound, of what stands under a root its square. Nothing of a rule without one.
 */
export function epsilonStar({ optimizer }: TrainingConfig, { rate, curvature, bound }: Ratio): number | undefined {
  if (!("epsilon" in optimizer)) return undefined;
  const star = rate * curvature / bound;
  return isUnderRoot(optimizer.kind) ? star ** 2 : star;
}

/** The same in words, and as evidence. */
export function starWords(config: TrainingConfig, at: Ratio): { says: string; evidence: Evidence } {
  const star = epsilonStar(config, at);
  if (star === undefined) return { says: "", evidence: {} };
  return {
    says: ` At this curvature it could not with an epsilon of eps* = ${digits(star)} or more.`,
    evidence: { epsilonStar: star },
  };
}
