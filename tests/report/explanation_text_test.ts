import { assertEquals } from "@std/assert";
import type { FieldRole } from "../../src/core/mod.ts";
import { explanationText } from "../../src/report/mod.ts";

const any = (field: string, ...fails: FieldRole["fails"]): FieldRole => ({ field, role: "any", fails, holds: [] });
const matters = (field: string, ...holds: FieldRole["holds"]): FieldRole => ({
  field,
  role: "matters",
  fails: [7],
  holds,
});
const open = (field: string): FieldRole => ({ field, role: "not-told", fails: [], holds: [] });

Deno.test("what matters, what may be anything that was tried, what is not told: with the values, in words", () => {
  const roles = [
    matters("optimizer.learningRate", 0.001),
    any("model.cell", "gru", "lstm"),
    any("batchSize", "full"),
    any("model.recurrentInit", { kind: "orthogonal", gain: 1.5 }),
    matters("optimizer.beta2", 0.999),
    open("steps"),
    open("data.noise"),
  ];
  assertEquals(
    explanationText(roles),
    "varied alone, rate (holds with 0.001) and beta2 (holds with 0.999) matter; it fails with any cell (gru, lstm), " +
      "batch size (full) and start (orthogonal 1.5) tried; not told: steps and noise",
  );
});

Deno.test("one, two or none of each", () => {
  assertEquals(
    explanationText([matters("loss.kind", "cross-entropy")]),
    "varied alone, loss (holds with cross-entropy) matters",
  );
  assertEquals(
    explanationText([any("quadratic.largest", 0.01), any("quadratic.rotated", true)]),
    "varied alone, no field was seen to matter; it fails with any largest eigenvalue (0.01) and rotated (true) tried",
  );
  assertEquals(
    explanationText([open("seed"), open("model.forgetBias"), any("optimizer.weightDecay", 0)]),
    "varied alone, no field was seen to matter; it fails with any weight decay (0) tried; not told: seed and forget bias",
  );
});
