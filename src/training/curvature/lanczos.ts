import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { norm, prng } from "../../core/mod.ts";

/** A symmetric matrix, known by what it makes of a vector. */
export type Multiply = (vector: Float64Array) => Promise<Float64Array> | Float64Array;

/** How far to go. */
export interface LanczosOptions {
  /** Length of the vectors. */
  dimension: number;
  /** Products with the matrix at most. */
  products: number;
  /** The largest residual that counts as converged, a share of the largest eigenvalue's size. */
  tolerance: number;
  /** Both ends of the spectrum, or the upper one alone. */
  ends: "largest" | "both";
  /** Of the vector to begin with. */
  seed: number;
}

/** An end of the spectrum. */
export interface Extreme {
  /** Its estimate from inside the spectrum: the eigenvalue itself lies at it or beyond, and one within the residual. */
  value: number;
  /** |A v - value v| over the largest estimated size of an eigenvalue, v being the estimated eigenvector of length 1. */
  residual: number;
  /** The estimated eigenvector, of length 1. */
  vector: Float64Array;
}

/** What Lanczos found. */
export interface Spectrum {
  largest: Extreme;
  smallest: Extreme;
  /** Products that it took. */
  products: number;
}

/** Products before a small residual is believed: an end may hide behind its neighbour at first. */
const LEAST = 8;
/** Nothing is left to find once a product has no more than rounding beyond the vectors so far. */
const EXHAUSTED = 1e-12;

/**
 * The ends of the spectrum of a symmetric matrix: Lanczos' tridiagonal matrix, each new vector made orthogonal to all
 * before it, twice. Unlike power iteration it does not mistake the negative end for the positive one.
 *
 * A vector that happens to be orthogonal to an eigenvector never finds it; a random one is not. All is NaN where a product
 * is not finite.
 *
 * Source: C. Lanczos, An iteration method for the solution of the eigenvalue problem of linear differential and integral
 * operators, J. Res. Nat. Bur. Standards 45 (1950); residuals: B. N. Parlett, The symmetric eigenvalue problem, 13.2.
 */
export async function lanczos(multiply: Multiply, options: LanczosOptions): Promise<Spectrum> {
  const { dimension, tolerance, ends } = options, most = Math.min(options.products, dimension);
  const random = prng(options.seed, 0x1a2c),
    vectors: Float64Array[] = [],
    diagonal: number[] = [],
    beside: number[] = [];
  let next = unit(Float64Array.from({ length: dimension }, () => random.normal()));
  for (;;) {
    vectors.push(next);
    const product = Float64Array.from(await multiply(next));
    if (!Number.isFinite(norm(product))) return unknown(vectors);
    diagonal.push(dot(product, next));
    for (const vector of [...vectors, ...vectors]) subtract(product, vector, dot(product, vector));
    const rest = norm(product), spectrum = ritz(vectors, { diagonal, beside, rest });
    const { largest, smallest } = spectrum, wanted = ends === "both" ? [largest, smallest] : [largest];
    const isDone = wanted.every(({ residual }) => residual <= tolerance);
    const isEarly = vectors.length < Math.min(LEAST, most), size = Math.max(largest.value, -smallest.value);
    if (isDone && !isEarly || vectors.length === most || !(rest > EXHAUSTED * size)) return spectrum;
    beside.push(rest);
    next = unit(product);
  }
}

function unknown(vectors: Float64Array[]): Spectrum {
  const extreme = { value: NaN, residual: NaN, vector: new Float64Array(vectors[0].length).fill(NaN) };
  return { largest: extreme, smallest: extreme, products: vectors.length };
}

interface Tridiagonal {
  diagonal: number[];
  beside: number[];
  /** Length of what the last product has beyond the vectors. */
  rest: number;
}

/** Eigenvalues of the tridiagonal matrix (Ritz values), and the vectors that they stand for. */
function ritz(vectors: Float64Array[], { diagonal, beside, rest }: Tridiagonal): Spectrum {
  const size = diagonal.length, matrix = Matrix.zeros(size, size);
  diagonal.forEach((value, i) => matrix.set(i, i, value));
  beside.forEach((value, i) => matrix.set(i, i + 1, value).set(i + 1, i, value));
  const { realEigenvalues: values, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const scale = Math.max(...values.map(Math.abs)) || 1;
  const extreme = (value: number): Extreme => {
    const weights = eigenvectorMatrix.getColumn(values.indexOf(value)), vector = new Float64Array(vectors[0].length);
    vectors.forEach((other, i) => subtract(vector, other, -weights[i]));
    return { value, residual: rest * Math.abs(weights[size - 1]) / scale, vector: unit(vector) };
  };
  return { largest: extreme(Math.max(...values)), smallest: extreme(Math.min(...values)), products: size };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** a -= factor b */
function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] -= factor * b[i];
}

function unit(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return vector.map((value) => value / length);
}
