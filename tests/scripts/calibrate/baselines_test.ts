import { assertEquals } from "@std/assert";
import { BASELINES } from "../../../scripts/calibrate/baselines.ts";

/** The alarm of a baseline on a curve of two steps an epoch. */
function alarm(name: string, loss: number[], accuracy = loss.map(() => 0.5)): number | null {
  return BASELINES[name]({ loss, accuracy, stepsPerEpoch: 2 });
}
/** Falls by a tenth every step. */
const falling = Array.from({ length: 40 }, (_, i) => 0.9 ** i);
/** Two steps each. */
const twice = (values: number[]) => values.flatMap((value) => [value, value]);

Deno.test("no baseline gives an alarm on a loss that falls and falls", () => {
  for (const name of Object.keys(BASELINES)) assertEquals(alarm(name, falling), null, name);
});

Deno.test("non-finite only: the first NaN or infinity", () => {
  assertEquals(alarm("non-finite only", [1, 9e9, Infinity, NaN]), 2);
});

Deno.test("Lightning's spike: 3 times the mean of the ten before", () => {
  const level = Array(12).fill(1);
  assertEquals(alarm("Lightning SpikeDetection", [...level, 2.9, 3.5]), null);
  assertEquals(alarm("Lightning SpikeDetection", [...level, 2.9, 3.58]), 13);
  // The mean drifts along with what rises by a tenth a step.
  assertEquals(alarm("Lightning SpikeDetection", level.map((_, i) => 1.1 ** i)), null);
});

Deno.test("TheDeepChecker: twice the least, five times running", () => {
  assertEquals(alarm("TheDeepChecker, diverging loss", [1, 2, 2, 2, 2, 1.9, 2, 2, 2, 2, 2]), 10);
  assertEquals(alarm("TheDeepChecker, diverging loss", [2, 1, 2, 3, 2, 3]), null);
});

Deno.test("SageMaker: no fall by .1 % in ten steps, looked at every ten", () => {
  const late = [...falling.slice(0, 20), ...Array(11).fill(falling[19])];
  assertEquals(alarm("SageMaker LossNotDecreasing", late), 30);
});

Deno.test("early stopping: five epochs without a better mean", () => {
  assertEquals(alarm("early stopping, patience 5", twice([3, 2, 2, 2, 2, 2, 2])), 13);
  assertEquals(alarm("early stopping, patience 5", twice([3, 2, 2, 2, 2, 2, 1.9])), null);
});

Deno.test("epoch mean over twice the best", () => {
  assertEquals(alarm("epoch mean over twice the best", twice([3, 1, 2, 2.1])), 7);
  assertEquals(alarm("epoch mean over twice the best", [3, 3, 1, NaN]), 3);
});

Deno.test("AutoTrainer: a loss of 1000, or an accuracy that turns by .03 in a fifth of the epochs", () => {
  const name = "AutoTrainer, loss and accuracy";
  assertEquals(alarm(name, twice([1, 1000])), 3);
  const epochs = Array(8).fill(1);
  assertEquals(alarm(name, twice(epochs), twice([0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5, 0.6])), 9);
  assertEquals(alarm(name, twice(epochs), twice([0.5, 0.51, 0.5, 0.51, 0.5, 0.51, 0.5, 0.51])), null);
});
