import { assertLess } from "@std/assert";
import fc from "fast-check";
import { boundary, parseTrainingConfig, stabilityBound, type Subject } from "../../mod.ts";
import { quadraticSpecs } from "../../src/arbitraries/mod.ts";
import { frozenAdam } from "./_frozen_adam.ts";

const NIGHTLY = Deno.env.get("STEADFAST_PROFILE") === "nightly", CASES = NIGHTLY ? 200 : 20;
/** How far from the exact bound either end of the measured interval may be, share. */
const BOUND = 1e-3;

const RULES: Record<string, { optimizer: object; bound: number; subject?: Subject }> = {
  "gradient descent": { optimizer: { kind: "sgd" }, bound: stabilityBound({ kind: "sgd" }) },
  "heavy ball": { optimizer: { kind: "momentum" }, bound: stabilityBound({ kind: "momentum", momentum: 0.9 }) },
  "Nesterov": { optimizer: { kind: "nesterov" }, bound: stabilityBound({ kind: "nesterov", momentum: 0.9 }) },
  "Adam with a frozen preconditioner": {
    optimizer: { kind: "subject", name: "frozen", like: "adam" },
    bound: stabilityBound({ kind: "adam", beta1: 0.9 }),
    subject: frozenAdam,
  },
};

for (const [name, { optimizer, bound, subject }] of Object.entries(RULES)) {
  Deno.test(`${name}: the boundary of ${CASES} random quadratics, found by bisection, is the exact one within ${BOUND}`, async () => {
    let worst = 0;
    const cases = fc.record({ quadratic: quadraticSpecs(), seed: fc.nat({ max: 1e6 }) }, { noNullPrototype: true });
    for (const { quadratic, seed } of fc.sample(cases, { seed: 4, numRuns: CASES })) {
      const exact = bound / quadratic.largest;
      const config = parseTrainingConfig({
        problem: "quadratic" as const,
        quadratic,
        seed,
        steps: 5000,
        optimizer: { ...optimizer, learningRate: { absolute: 1 } },
      });
      const { intervals: [{ stable, unstable }] } = await boundary(config, {
        backend: "wasm",
        subject,
        tolerance: 5e-4,
      });
      for (const end of [stable!, unstable!]) {
        worst = Math.max(worst, Math.abs(end / exact - 1));
        assertLess(Math.abs(end / exact - 1), BOUND, JSON.stringify(config));
      }
    }
    console.log(`farthest of ${CASES}: ${worst.toExponential(1)}`);
  });
}
