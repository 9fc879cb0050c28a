import type { Mechanism, Standing } from "../../src/core/mod.ts";
import { diagnose } from "../../src/diagnosis/mod.ts";
import type { Entry } from "./entry.ts";
import { subjectNamed } from "./run.ts";

/** What the diagnosis said of an entry. Plain JSON. */
export interface Result {
  id: string;
  /** The top diagnosis; null: none. */
  mechanism: Mechanism | null;
  standing: Standing;
  /** All that it calls proven, in its order. */
  proven: Mechanism[];
  trainings: number;
  steps: number;
  /** Why there is no diagnosis, if it failed itself. */
  error?: string;
}

/** Diagnoses an entry, of which only config, backend and optimizer are told. */
export async function diagnosed({ id, config, backend, subject }: Entry): Promise<Result> {
  try {
    const options = { backend, subject: subject === undefined ? undefined : await subjectNamed(subject) };
    const { mechanism, standing, findings, tally } = await diagnose(config, options);
    const proven = findings.filter((finding) => finding.standing === "proven").map((finding) => finding.mechanism);
    return { id, mechanism, standing, proven, ...tally };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id, mechanism: null, standing: "unknown", proven: [], trainings: 0, steps: 0, error: reason };
  }
}
