import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";

/** What the trainings of a check share. */
export interface Session {
  backend: BackendName;
  subject?: Subject;
  signal?: AbortSignal;
  /** ms of `performance.now()`. */
  deadline?: number;
}
