import type { Mutant } from "./operators.ts";

/** Why a mutant that is not caught need not be: file, what was there, what stands there. */
const REASONS: [file: string, from: string, to: string, reason: string][] = [];

/** The reason for a survivor, if there is one. */
export function reasonFor({ file, from, to }: Mutant): string | undefined {
  return REASONS.find((one) => file.endsWith(one[0]) && one[1] === from && one[2] === to)?.[3];
}
