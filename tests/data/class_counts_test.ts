import { assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import fc from "fast-check";
import { classCounts } from "../../src/data/class_counts.ts";
import { specs } from "./_specs.ts";

Deno.test("class counts by hand", () => {
  assertEquals(classCounts({ samples: 32, classes: 4, imbalance: 0 }), [8, 8, 8, 8]);
  assertEquals(classCounts({ samples: 30, classes: 4, imbalance: 0 }), [8, 8, 7, 7]);
  assertEquals(classCounts({ samples: 3, classes: 4, imbalance: 0 }), [1, 1, 1, 0]);
  // Weights 1, 1/2, 1/4, 1/8 of 15/8: quotas of 32 are 17.07, 8.53, 4.27, 2.13.
  assertEquals(classCounts({ samples: 32, classes: 4, imbalance: 0.5 }), [17, 9, 4, 2]);
  assertEquals(classCounts({ samples: 32, classes: 4, imbalance: 0.99999 }), [29, 1, 1, 1]);
  assertEquals(classCounts({ samples: 2, classes: 4, imbalance: 0.99999 }), [2, 0, 0, 0]);
  assertEquals(classCounts({ samples: 8, classes: 8, imbalance: 0.9 }), [1, 1, 1, 1, 1, 1, 1, 1]);
});

Deno.test("class counts sum to the samples, never grow with the class, leave none out and are within 1 of the quota", () => {
  fc.assert(
    fc.property(specs, fc.integer({ min: 1, max: 65536 }), ({ classes, imbalance }, samples) => {
      const counts = classCounts({ samples, classes, imbalance });
      const weights = counts.map((_, k) => (1 - imbalance) ** k);
      const total = weights.reduce((a, b) => a + b);
      assertEquals(counts.reduce((a, b) => a + b), samples);
      const raised = counts.filter((count, k) => count === 1 && weights[k] / total * samples < 1).length;
      counts.forEach((count, k) => {
        if (k > 0) assertGreaterOrEqual(counts[k - 1], count);
        if (samples >= classes) assertGreaterOrEqual(count, 1);
        if (raised === 0) assertLess(Math.abs(count - weights[k] / total * samples), 1);
      });
    }),
    { seed: 1, numRuns: 500 },
  );
});
