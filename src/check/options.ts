import type { Cell, Interval, LabelSpec, LossSpec, OptimizerKind } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import type { Effort, ProfileName } from "./profiles.ts";
import type { CheckEvent } from "./run_details.ts";

/** What is checked, how long, and what for. */
export interface CheckOptions extends Partial<Effort> {
  /**
   * The optimizer under test. Default: those of tf.train in `optimizers`. A function runs on this thread alone, so its
   * cases run one at a time, whatever `jobs` says.
   */
  optimizer?: Subject;
  /**
   * The optimizer under test as `URL#EXPORT`, such as `import.meta.resolve("./mine.ts") + "#make"`, in place of
   * `optimizer`: every worker loads it for itself. It runs in workers only, so that one that hangs or ends its worker
   * is a violation.
   */
  module?: string;
  /** What records and reports call it. Default: the function's own name, or "subject"; of a module, `module`. */
  name?: string;
  /** The optimizer whose learning rates are right for it. Default "adam". */
  like?: OptimizerKind;
  /**
   * Sequences of one's own, in place of generated ones: each case takes at most 64 of them, of at most 128 steps. What is
   * claimed of generated data only is left out.
   */
  data?: OwnData;
  /**
   * A problem of one's own, in place of all others. Rates are multiples of what is stable at the start of each case; what
   * makes no sense on it is left out, with the reason. A function runs on this thread alone.
   */
  problem?: ProblemMaker;
  /** The same as `URL#EXPORT`, in place of `problem`: every worker loads it for itself. */
  problemModule?: string;
  /** What records and reports call it. Default: `problemModule`, or the function's own name, or "problem". */
  problemName?: string;
  /** Which optimizers that a config can name, if no optimizer is given. Default: those of tf.train. */
  optimizers?: readonly OptimizerKind[];
  /** Names of properties. Default: all of them. */
  properties?: readonly string[];
  /** Default "quick". */
  profile?: ProfileName;
  /** An integer in [0, 2^31). Default: random; in the ci profile fixed. */
  seed?: number;
  /** Default "auto"; in the ci profile "wasm". */
  backend?: BackendName;
  /** Default: cross entropy with its true gradient. */
  loss?: LossSpec["kind"];
  /** Learning rates in multiples of the bound, in place of each property's own: on one's own data or problem that at the start. */
  rates?: Interval;
  /** Steps, in place of each property's own. */
  steps?: Interval;
  /** Cells, in place of each property's own. */
  cells?: readonly Cell[];
  /** Numbers of classes, 2..8, in place of each property's own. */
  classes?: readonly number[];
  /** Kinds of label rows, in place of each property's own. */
  labels?: readonly LabelSpec[];
  /** How records say they were found, such as the command. */
  recipe?: string;
  /**
   * How many cases run at a time, in workers, 1..256; of tf.train on this thread if it is 1. Results are the same for
   * any number. Default: one for each core, fewer where there is little to do; 1 on WebGPU, as trainings that share a
   * GPU only wait for each other.
   */
  jobs?: number;
  /**
   * Seconds that a case may take in a worker; one that takes longer has hung, and is a violation. Deno can stop no
   * endless loop: its thread goes on, to no end, until the process exits. Default 300.
   */
  caseTimeout?: number;
  /** Seconds for everything; what is not done by then makes the result inconclusive. Default: none. */
  timeLimit?: number;
  /** Ends the check; likewise. */
  signal?: AbortSignal;
  /** Folder of stored failures; false: none are read or written. Default: .steadfast/failures, outside CI. */
  store?: string | false;
  /** Told of everything as it happens, in the same order for any number of jobs. */
  onEvent?: (event: CheckEvent) => void;
}
