import type { RuleSpec } from "../core/mod.ts";

/** A fault of an optimizer that we know and cannot mend. It fails a check only when it is not found any more. */
export interface KnownDefect {
  /** The optimizer that has it. */
  rule: RuleSpec["kind"];
  /** Properties that it violates. */
  properties: readonly string[];
  /** The kinds of failure that it shows as. */
  failures: readonly string[];
  /** What is wrong and where, a sentence for reports. */
  reason: string;
}

/** All known defects of tf.train, as of tfjs 4.22. */
export const KNOWN_DEFECTS: readonly KnownDefect[] = [
  {
    rule: "rmsprop-centered",
    properties: ["descends", "learns", "no-late-rise", "bounded-rise"],
    failures: ["non-finite", "diverged"],
    reason:
      "tf.train.rmsprop(centered) divides by sqrt(ms - (mg^2 + eps)) where the definition is sqrt(ms - mg^2 + eps): " +
      "a gradient component near zero gives NaN",
  },
];

/** The defect that a rule is known to show under a property, if any. */
export function knownDefect(rule: RuleSpec, property: string): KnownDefect | undefined {
  return KNOWN_DEFECTS.find((defect) => defect.rule === rule.kind && defect.properties.includes(property));
}
