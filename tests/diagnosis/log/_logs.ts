import type { Curve, KnownRun, LogDiagnosis, LogFinding, Mechanism } from "../../../src/core/mod.ts";
import { diagnoseLog } from "../../../src/diagnosis/mod.ts";
import { parseLog } from "../../../src/stability/mod.ts";

const FOLDER = new URL("../../../fixtures/traces/", import.meta.url);

/** The diagnosis of a log of fixtures/traces. */
export function ofTrace(name: string, known: KnownRun = {}): LogDiagnosis {
  const { curve, unit } = parseLog(Deno.readTextFileSync(new URL(`${name}.csv`, FOLDER)), name);
  return diagnoseLog(curve, { unit, ...known });
}

/** A curve of so many steps. */
export function curveOf(steps: number, loss: (step: number) => number, accuracy?: (step: number) => number): Curve {
  const step = Array.from({ length: steps }, (_, i) => i);
  return { step, loss: step.map(loss), ...accuracy && { accuracy: step.map(accuracy) } };
}

/** What is said of one mechanism. */
export function finding({ findings }: LogDiagnosis, mechanism: Mechanism): LogFinding {
  return findings.find((finding) => finding.mechanism === mechanism)!;
}

/** The clues of a mechanism as one text. */
export function cluesOf(diagnosis: LogDiagnosis, mechanism: Mechanism): string {
  return finding(diagnosis, mechanism).clues.map(({ says }) => says).join(" ");
}
