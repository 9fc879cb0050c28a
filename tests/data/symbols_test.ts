import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { embedding } from "../../src/data/_symbols.ts";

Deno.test("feature 0 has evenly spaced levels from -1 to 1, each further feature another order of them", () => {
  for (let alphabet = 2; alphabet <= 10; alphabet++) {
    const levels = embedding(alphabet, 64);
    const columns = Array.from({ length: 64 }, (_, f) => [...levels.filter((_, i) => i % 64 === f)]);
    columns[0].forEach((level, symbol) => assertAlmostEquals(level, -1 + 2 * symbol / (alphabet - 1), 1e-12));
    columns.forEach((column, f) => {
      assertEquals(column.toSorted((a, b) => a - b), columns[0]);
      if (f > 0) assert(column.join() !== columns[f - 1].join());
    });
  }
});

Deno.test("with 64 features every two symbols are apart, in the root of the mean square by half or more", () => {
  for (let alphabet = 2; alphabet <= 10; alphabet++) {
    const levels = embedding(alphabet, 64);
    for (let a = 0; a < alphabet; a++) {
      for (let b = 0; b < a; b++) {
        let sum = 0;
        for (let f = 0; f < 64; f++) sum += (levels[a * 64 + f] - levels[b * 64 + f]) ** 2;
        assert(Math.sqrt(sum / 64) >= 0.5, `${alphabet} symbols: ${a} and ${b}`);
      }
    }
  }
});
