import type { Cell, Interval, LabelSpec, LossSpec, OptimizerKind } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { Effort, ProfileName } from "./profiles.ts";
import type { CheckEvent } from "./run_details.ts";

/** What is checked, how long, and what for. */
export interface CheckOptions extends Partial<Effort> {
  /** The optimizer under test. Default: those of tf.train in `optimizers`. */
  optimizer?: Subject;
  /** What records and reports call it. Default: the function's own name, or "subject". */
  name?: string;
  /** The optimizer of tf.train whose learning rates are right for it. Default "adam". */
  like?: OptimizerKind;
  /** Which optimizers of tf.train, if no optimizer is given. Default: all of them. */
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
  /** Learning rates in multiples of the nominal bound, in place of each property's own. */
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
  /** Seconds for everything; what is not done by then makes the result inconclusive. Default: none. */
  timeLimit?: number;
  /** Ends the check; likewise. */
  signal?: AbortSignal;
  /** Folder of stored failures; false: none are read or written. Default: .steadfast/failures, outside CI. */
  store?: string | false;
  /** Told of everything as it happens. */
  onEvent?: (event: CheckEvent) => void;
}
