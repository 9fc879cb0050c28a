import type { Cell, JUDGEMENTS, LabelSpec, LossSpec, OptimizerKind, Range } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { CheckEvent } from "./run_details.ts";

/** Bundles of defaults: "quick" for a look, "ci" for the same answer every time, "nightly" for depth. */
export const PROFILES = ["quick", "ci", "nightly"] as const;
/** Name of a profile. */
export type ProfileName = typeof PROFILES[number];

/** How much is done. */
export interface Effort {
  /** Cases that each property must judge for each optimizer, times the property's own `cases`. */
  runs: number;
  /** Trainings that shrinking one failure may try. */
  maxShrinks: number;
  /** Seconds that shrinking one failure may take. */
  shrinkTime: number;
}

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
  rates?: Range;
  /** Steps, in place of each property's own. */
  steps?: Range;
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

/** The ci profile limits by counts only: a slow machine must give the same answer. */
export const EFFORT: Record<ProfileName, Effort> = {
  quick: { runs: 6, maxShrinks: 400, shrinkTime: 30 },
  ci: { runs: 6, maxShrinks: 400, shrinkTime: Infinity },
  nightly: { runs: 100, maxShrinks: 2000, shrinkTime: 600 },
};

/** The seed of the ci profile. */
export const CI_SEED = 324896;

/** A count for each judgement. */
export type Labels = Record<typeof JUDGEMENTS[number], number>;
