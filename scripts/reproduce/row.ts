/** A published number, what is measured here, and how far apart they may be. */
export interface Row {
  /** What is measured. */
  name: string;
  /** Where the expected number comes from. */
  source: string;
  expected: number;
  measured: number;
  /** The largest difference that counts as reproduced, absolute. */
  tolerance: number;
}

/** Whether a row is reproduced. */
export function isReproduced({ expected, measured, tolerance }: Row): boolean {
  return Math.abs(measured - expected) <= tolerance;
}
