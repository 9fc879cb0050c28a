import type { Prng } from "../../core/mod.ts";

/** A random orthogonal matrix by its rows: Gram and Schmidt, twice for accuracy, on Gaussian rows (Haar measure; Saxe 2014). */
export function orthogonal(n: number, random: Prng): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < n) {
    const row = Float64Array.from({ length: n }, () => random.normal());
    for (const other of [...rows, ...rows]) {
      const dot = row.reduce((sum, x, i) => sum + x * other[i], 0);
      for (let i = 0; i < n; i++) row[i] -= dot * other[i];
    }
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    if (length > 1e-6) rows.push(row.map((x) => x / length));
  }
  return rows;
}
