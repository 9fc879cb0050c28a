import type { Claim } from "./law.ts";
import { OPTIMIZER_LAWS } from "./laws/mod.ts";
import { LAWS_OF_LOSSES } from "./losses/laws.ts";

/** What is claimed of every optimizer, in the order of reports. */
export const LAWS: readonly Claim[] = OPTIMIZER_LAWS;
/** What is claimed of every loss, in the order of reports. */
export const LOSS_LAWS: readonly Claim[] = LAWS_OF_LOSSES;
