import { assert, assertEquals } from "@std/assert";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { epsilonTooLarge } from "../../../src/diagnosis/mechanisms/epsilon_too_large.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

/** A rule whose preconditioner's median is `median` times what its epsilon adds. */
const examine = async (kind: string, { epsilon, median }: { epsilon: number; median: number }) => {
  const config = quadraticConfig(at(0.1, kind, { epsilon })),
    preconditioners = [{ step: 30, median }];
  return await epsilonTooLarge.examine(observationOf([], { onset: 40, config, preconditioners }), new Laboratory({}));
};

Deno.test("epsilon that is most of the preconditioner: beside the root itself, under it its root", async () => {
  // sqrt(v) + epsilon with sqrt(v) = epsilon / 2, and twice epsilon; sqrt(s + epsilon) with s = epsilon / 2, and 2.2 times.
  assertEquals((await examine("adam", { epsilon: 0.5, median: 0.75 })).plausible, true);
  assertEquals((await examine("adam", { epsilon: 0.5, median: 1.5 })).plausible, false);
  assertEquals((await examine("rmsprop", { epsilon: 0.25, median: Math.sqrt(0.375) })).plausible, true);
  assertEquals((await examine("rmsprop", { epsilon: 0.25, median: Math.sqrt(0.8) })).plausible, false);
});

Deno.test("smaller ones are tried at the same rate, down to the default, the least change first", async () => {
  const { changes, evidence } = await examine("adam", { epsilon: 0.5, median: 0.5 });
  const epsilons = changes.map(({ restores, setup: { config: { optimizer } } }) => {
    assertEquals([restores, optimizer.learningRate], [true, { absolute: 0.1 }]);
    return (optimizer as { epsilon: number }).epsilon;
  });
  assertEquals(epsilons.at(-1), 1e-7);
  assert(epsilons.every((epsilon, i) => epsilon < (i === 0 ? 0.5 : epsilons[i - 1])));
  assertEquals([evidence.epsilon, evidence.medianPreconditioner, evidence.atStep], [0.5, 0.5, 30]);
});

Deno.test("the usual epsilon is refuted however small the gradients are, and a rule without", async () => {
  assertEquals((await examine("adam", { epsilon: 1e-7, median: 1e-7 })).plausible, false);
  assertEquals((await examine("adam", { epsilon: 1e-4, median: 1e-4 })).plausible, false);
  const sgd = observationOf([], { onset: 40, config: quadraticConfig(at(0.1)) });
  assertEquals((await epsilonTooLarge.examine(sgd, new Laboratory({}))).plausible, false);
  // Nor is anything said where no preconditioner is known.
  const unknown = observationOf([], { onset: 40, config: quadraticConfig(at(0.1, "adam", { epsilon: 0.5 })) });
  assertEquals((await epsilonTooLarge.examine(unknown, new Laboratory({}))).plausible, false);
});
