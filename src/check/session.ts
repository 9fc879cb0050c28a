import type { OwnData } from "../data/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";

/** What the trainings of a check share. */
export interface Session {
  backend: BackendName;
  subject?: Subject;
  /** What configs of one's own data name. */
  data?: OwnData;
  /** What configs of a problem of one's own name. */
  problem?: ProblemMaker;
  signal?: AbortSignal;
  /** ms of `performance.now()`. */
  deadline?: number;
}
