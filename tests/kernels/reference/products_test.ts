import { assertEquals } from "@std/assert";
import { addColumnSums, addOuter, addProduct, addProductTransposed } from "../../../src/kernels/reference/products.ts";

/** `[2, 3]` at index 1, between numbers that must not be read or written. */
const MATRIX = Float64Array.of(NaN, 1, 2, 3, 4, 5, 6, NaN);
const PLACE = { matrix: MATRIX, at: 1, rows: 2, columns: 3 };

Deno.test("addProduct adds v M, at its offsets", () => {
  const out = Float64Array.of(-1, 10, 20, 30, -1);
  addProduct(Float32Array.of(NaN, 1, 10), 1, { ...PLACE, out, to: 1 });
  assertEquals(out, Float64Array.of(-1, 10 + 41, 20 + 52, 30 + 63, -1));
});

Deno.test("addProductTransposed adds M v, at its offsets", () => {
  const out = Float64Array.of(-1, 10, 20, -1);
  addProductTransposed(Float64Array.of(NaN, 1, 10, 100), 1, { ...PLACE, out, to: 1 });
  assertEquals(out, Float64Array.of(-1, 10 + 321, 20 + 654, -1));
});

Deno.test("addOuter adds the outer product, at its offsets", () => {
  const out = Float64Array.of(-1, 1, 1, 1, 1, 1, 1, -1), right = Float64Array.of(NaN, 1, 10, 100);
  addOuter(Float32Array.of(NaN, 2, 3), 1, { right, from: 1, out, at: 1, rows: 2, columns: 3 });
  assertEquals(out, Float64Array.of(-1, 3, 21, 201, 4, 31, 301, -1));
});

Deno.test("addColumnSums adds one row, at its offsets", () => {
  const out = Float64Array.of(-1, 1, 2, -1);
  addColumnSums(Float64Array.of(NaN, 10, 20), 1, { columns: 2, out, to: 1 });
  assertEquals(out, Float64Array.of(-1, 11, 22, -1));
});
