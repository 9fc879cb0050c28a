import type { ClassifierConfig, Judgement, Mechanism } from "../../src/core/mod.ts";
import type { BackendName } from "../../src/kernels/mod.ts";
import type { Change } from "./candidate.ts";
import type { ControlKind } from "./controls.ts";

/** Choices about the diagnosis are made on one half; only the other tells how good it is. */
export type Half = "tuning" | "reported";

/** What is diagnosed, and what it is by construction. Plain JSON. */
export interface Entry {
  /** Half, cause or kind of control, number: `tuning/momentum/2`. */
  id: string;
  half: Half;
  /** The cause that was put in; null of a control. */
  cause: Mechanism | null;
  config: ClassifierConfig;
  backend: BackendName;
  /** The optimizer under test, `FILE#EXPORT` relative to the repository's root. */
  subject?: string;
  /** Of the run with the config's own seeds, by its noise-free evaluations. */
  judgement: Judgement;
  /** The one thing in which it differs from `base`, or from its backend. */
  injected?: Change;
  /** The healthy config. */
  base?: ClassifierConfig;
  /** Of an exploding gradient: whether clipping to the base's mean gradient norm cures the run with its own seeds. */
  clipping?: { max: number; cures: boolean };
  /** Of a control. */
  kind?: ControlKind;
}

/** A place for an entry: what it is to be of. */
export interface Slot {
  half: Half;
  /** Of the half. */
  seed: number;
  cause: Mechanism | null;
  /** Among those of its cause, from 0. */
  index: number;
}
