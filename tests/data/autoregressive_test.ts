import { assertAlmostEquals, assertEquals } from "@std/assert";
import { mean } from "../../src/core/mod.ts";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

const task = "autoregressive";

for (const classes of [2, 8]) {
  Deno.test(`${classes} classes: variance 1 at every step, autocorrelations by Yule and Walker`, () => {
    const length = 5, { inputs, classOf } = makeDataset(specOf({ task, classes, length, samples: classes * 5000 }));
    const moment = (k: number, [s, t]: [number, number]) =>
      mean([...classOf].flatMap((own, row) => own === k ? [inputs[row * length + s] * inputs[row * length + t]] : []));
    for (let k = 0; k < classes; k++) {
      const a1 = 1.9 * Math.cos(Math.PI * (k + 0.5) / classes), a2 = -0.9025;
      const correlations = [1, a1 / (1 - a2)];
      for (let lag = 2; lag < length; lag++) {
        correlations.push(a1 * correlations[lag - 1] + a2 * correlations[lag - 2]);
      }
      for (let t = 0; t < length; t++) assertAlmostEquals(moment(k, [t, t]), 1, 0.1);
      for (let lag = 1; lag < length; lag++) assertAlmostEquals(moment(k, [0, lag]), correlations[lag], 0.1);
    }
  });
}

Deno.test("feature f is feature 0 f steps ahead", () => {
  const length = 12, features = 4;
  const { inputs } = makeDataset(specOf({ task, length, features, samples: 1 }));
  for (let t = 0; t < length; t++) {
    for (let f = 0; f < Math.min(features, length - t); f++) {
      assertEquals(inputs[t * features + f], inputs[(t + f) * features]);
    }
  }
});
