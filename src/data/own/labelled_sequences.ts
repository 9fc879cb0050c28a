/** Labelled sequences from outside, checked. Plain: they can be sent to a worker. */
export interface OwnData {
  /** What records and reports call them. */
  name: string;
  /** The time steps of one sequence after the other, `[sum of lengths, features]`, row-major, all finite. */
  values: Float32Array<ArrayBuffer>;
  /** Time steps of each sequence, `[samples]`. */
  lengths: Uint32Array<ArrayBuffer>;
  /** Numbers a time step. */
  features: number;
  /** The class of each sequence, `[samples]`. */
  classOf: Uint8Array<ArrayBuffer>;
  /** What the labels call the classes, in their order. */
  classNames: string[];
  /** SHA-256 of all but the names: equal for equal sequences and classes, in whatever form they came. */
  digest: string;
}

/** A class: an integer 0..K-1, or a word. */
export type ClassLabel = number | string;
