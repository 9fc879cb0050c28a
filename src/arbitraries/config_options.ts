import type { LossSpec, OwnDataSpec, RuleSpec, Scope } from "../core/mod.ts";

/** What a generated config is for. */
export interface ConfigOptions<Of extends Scope = Scope> {
  rule: RuleSpec;
  scope: Of;
  /** Of a classifier. Default "cross-entropy", not scaled. */
  loss?: LossSpec;
  /** All of one's own data, to be taken in place of generated data. */
  data?: OwnDataSpec;
  /** Name of a problem of one's own, if the scope is of one. */
  name?: string;
}
