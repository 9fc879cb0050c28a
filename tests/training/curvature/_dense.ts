import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/**
 * The dense Hessian of a function of float64 numbers, entry by entry from its values alone: slow and obvious.
 *
 * @param step of the differences; their error is about its square, and rounding's 1e-16 over it
 */
export function denseHessian(loss: (w: number[]) => number, w: number[], step = 1e-4): Matrix {
  const n = w.length,
    at = (i: number, a: number, j: number, b: number) => {
      const moved = w.slice();
      moved[i] += a * step;
      moved[j] += b * step;
      return loss(moved);
    };
  const hessian = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const second = (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * step * step);
      hessian.set(i, j, second).set(j, i, second);
    }
  }
  return hessian;
}

/** All eigenvalues of a symmetric matrix, the largest first. */
export function eigenvalues(matrix: Matrix): number[] {
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues.sort((a, b) => b - a);
}
