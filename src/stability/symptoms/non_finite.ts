import type { Curve, Symptom } from "../../core/mod.ts";

/** Non-finite: a loss that is NaN or infinite. Takes the raw curve. Onset: the first. */
export function nonFinite({ step, loss }: Curve): Symptom | undefined {
  const first = loss.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return undefined;
  const evidence: Symptom["evidence"] = {
    value: String(loss[first]),
    count: loss.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0),
  };
  if (first > 0) Object.assign(evidence, { lossBefore: loss[first - 1], stepBefore: step[first - 1] });
  return { name: "non-finite", onset: step[first], evidence };
}
