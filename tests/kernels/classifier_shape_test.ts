import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { CELLS } from "../../src/core/mod.ts";
import { type ClassifierShape, GATES, parameterCount, parameterLayout } from "../../src/kernels/mod.ts";
import { CELL_MATH } from "../../src/kernels/reference/cells.ts";
import { CROSS_ENTROPY } from "./_cases.ts";

const shapes: fc.Arbitrary<ClassifierShape> = fc.record({
  cell: fc.constantFrom(...CELLS),
  features: fc.integer({ min: 1, max: 64 }),
  units: fc.integer({ min: 1, max: 256 }),
  classes: fc.integer({ min: 2, max: 8 }),
  loss: fc.constant(CROSS_ENTROPY),
}, { noNullPrototype: true });

Deno.test("the layout of an LSTM of 3 features, 5 units and 4 classes", () => {
  const shape: ClassifierShape = { cell: "lstm", features: 3, units: 5, classes: 4, loss: CROSS_ENTROPY };
  assertEquals(parameterLayout(shape), [
    { name: "kernel", shape: [3, 20], offset: 0, size: 60 },
    { name: "recurrentKernel", shape: [5, 20], offset: 60, size: 100 },
    { name: "bias", shape: [20], offset: 160, size: 20 },
    { name: "headKernel", shape: [5, 4], offset: 180, size: 20 },
    { name: "headBias", shape: [4], offset: 200, size: 4 },
  ]);
  assertEquals(parameterCount(shape), 204);
});

Deno.test("the arrays of any shape lie one after the other without a gap, g units (f + u + 1) + c (u + 1) numbers", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      let end = 0;
      for (const block of parameterLayout(shape)) {
        assertEquals(block.offset, end);
        assertEquals(block.size, block.shape.reduce((a, b) => a * b, 1));
        end += block.size;
      }
      const { features, units, classes } = shape;
      assertEquals(parameterCount(shape), end);
      assertEquals(end, GATES[shape.cell] * units * (features + units + 1) + classes * (units + 1));
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("every cell has the gates that its arithmetic has", () => {
  for (const cell of CELLS) assertEquals(GATES[cell], CELL_MATH[cell].gates);
});
