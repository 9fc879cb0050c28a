import { z } from "zod";

/**
 * A small tanh net that fits the Chebyshev polynomial T_degree at evenly spaced points of [-1, 1], with half the mean
 * squared error: a smooth problem whose sharpness rises to the edge of stability. Plain JSON.
 */
export interface TanhNetSpec {
  /** Units of the hidden layers, first to last: 1..4 layers of 1..128. */
  widths: number[];
  /** Degree of the polynomial, 1..12. */
  degree: number;
  /** Points, 2..256: all are in every batch. */
  points: number;
}

export const tanhNetSchema = z.strictObject({
  widths: z.array(z.int().min(1).max(128)).min(1).max(4).default([30, 20]),
  degree: z.int().min(1).max(12).default(6),
  points: z.int().min(2).max(256).default(20),
});
