import { z } from "zod";
import { seedSchema } from "./dataset_spec.ts";

/** A random quadratic, L(x) = 1/2 sum over i of lambda_i (q_i . x)^2, its least value 0 at x = 0. Plain JSON. */
export interface QuadraticSpec {
  /** Length of x, 1..256. */
  dimension: number;
  /** The largest eigenvalue, above 0. */
  largest: number;
  /** The largest over the smallest eigenvalue, 1 and more; the others lie at random in between, uniform in their logarithm. */
  condition: number;
  /** Whether the eigenvectors q are a random orthogonal basis; else they are the axes. */
  rotated: boolean;
  /** Of spectrum and basis; x starts at random Gaussian numbers from the config's seed. */
  seed: number;
}

export const quadraticSchema = z.strictObject({
  dimension: z.int().min(1).max(256).default(4),
  largest: z.number().min(1e-12).max(1e12).default(1),
  condition: z.number().min(1).max(1e9).default(10),
  rotated: z.boolean().default(true),
  seed: seedSchema.default(1),
});
