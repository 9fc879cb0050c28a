import { assertEquals } from "@std/assert";
import { Laboratory } from "../../src/diagnosis/laboratory.ts";
import { oscillation } from "../../src/diagnosis/oscillation.ts";
import { at, observationOf, quadraticConfig } from "./_observation.ts";

const swing = (rate: number, from: number) =>
  oscillation(observationOf([], { onset: 60, config: quadraticConfig(at(rate)) }), from, new Laboratory({}));

Deno.test("gradient descent past its bound turns at every step along the critical direction, below half of it never", async () => {
  const { pairs, turned } = await swing(2.2, 5);
  assertEquals([pairs > 10, turned], [true, pairs]);
  assertEquals(await swing(0.5, 5), { pairs, turned: 0 });
});

Deno.test("there are no more steps to look at than the run has", async () => {
  const { pairs } = await swing(2.2, 56);
  assertEquals(pairs, 3);
});
