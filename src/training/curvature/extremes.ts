import { lanczos, type LanczosOptions, type Multiply, type Spectrum } from "./lanczos.ts";

/** Products at most: two gradients each, so that a measurement costs no more than fifty steps. */
const PRODUCTS = 24;
/** Good enough to stop early: a tenth of what counts as converged. */
const TOLERANCE = 1e-3;

/** The ends of the spectrum of a Hessian that costs two gradients a product, as good as 24 products give. */
export async function extremes(
  multiply: Multiply,
  options: Pick<LanczosOptions, "dimension" | "ends" | "seed">,
): Promise<Spectrum & { evaluations: number }> {
  const spectrum = await lanczos(multiply, { ...options, products: PRODUCTS, tolerance: TOLERANCE });
  return { ...spectrum, evaluations: 2 * spectrum.products };
}
