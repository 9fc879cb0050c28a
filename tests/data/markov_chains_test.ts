import { assert, assertAlmostEquals } from "@std/assert";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

/** The relative frequency of each transition in each class, `[class][from][to]`, and of the symbols. */
function measured(classes: number, { samples = 8000, length = 10 } = {}) {
  const alphabet = Math.max(4, classes);
  const { inputs, classOf } = makeDataset(specOf({ task: "markov-chains", samples, length, classes }));
  const symbols = inputs.map((level) => Math.round((level + 1) / 2 * (alphabet - 1)));
  const counts = Array.from({ length: classes }, () => Array.from({ length: alphabet }, () => Array(alphabet).fill(0)));
  classOf.forEach((k, row) => {
    for (let t = row * length; t < (row + 1) * length - 1; t++) counts[k][symbols[t]][symbols[t + 1]]++;
  });
  return counts.map((matrix) =>
    matrix.map((row) => {
      const total = row.reduce((a, b) => a + b);
      return { symbol: total * classes / (samples * (length - 1)), next: row.map((n) => n / total) };
    })
  );
}

for (const classes of [2, 4, 8]) {
  Deno.test(`${classes} classes: each has its own transitions, all the same symbols`, () => {
    const alphabet = Math.max(4, classes);
    measured(classes).forEach((matrix, k) =>
      matrix.forEach(({ symbol, next }, from) => {
        assertAlmostEquals(symbol, 1 / alphabet, 0.03);
        next.forEach((p, to) => {
          const expected = 0.2 / alphabet + (to === (from + k) % alphabet ? 0.8 : 0);
          assert(Math.abs(p - expected) < 0.05, `class ${k}: ${from} to ${to} ${p} not ${expected}`);
        });
      })
    );
  });
}
