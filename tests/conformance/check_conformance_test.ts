import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { checkConformance, checkLosses, LAWS, subjectCandidate, TF_LOSSES } from "../../src/conformance/mod.ts";
import { InputError } from "../../src/core/mod.ts";
import type { Gradients, Optimizer } from "../../src/optimizers/mod.ts";
import { candidate, listOf, Right } from "./_planted.ts";

const OPTIONS = { backend: "cpu", runs: 20 } as const;

class Late extends Right {
  override update(name: string, gradient: tf.Tensor): void {
    // From the third step on it stands still.
    if (this.iterations < 2) super.update(name, gradient);
  }
}

Deno.test("results are data: each law's claim and outcome, the counterexample shrunk", async () => {
  const laws = ["agrees", "leak"];
  const { outcome, candidates, ...rest } = await checkConformance([candidate((rate) => new Late(rate), "late")], {
    ...OPTIONS,
    laws,
  });
  assertEquals(rest, { runs: 20, seed: 2026, backend: { name: "cpu" } });
  const [{ name, results: [agrees, leak] }] = candidates;
  assertEquals([outcome, name, agrees.law, agrees.outcome, leak.law, leak.outcome], [
    "violated",
    "late",
    "agrees",
    "violated",
    "leak",
    "holds",
  ]);
  assertEquals(agrees.counterexample!.trial as unknown, { rate: 1, start: [0], gradients: [[1], [1], [1]] });
  assertStringIncludes(agrees.counterexample!.seen, "-2.5 after step 3");
  assertStringIncludes(agrees.counterexample!.expected, "-4.25 by ");
  assertEquals(agrees.known, undefined);
});

Deno.test("an exception counts as seen, and the trials are the same each time", async () => {
  class Throws extends Right {
    override update(): void {
      throw new Error("on purpose\nwith a second line");
    }
  }
  const check = () => checkConformance([candidate((rate) => new Throws(rate))], { ...OPTIONS, laws: ["finite"] });
  const { candidates } = await check();
  assertEquals(candidates[0].results[0].counterexample!.seen, "an exception: on purpose");
  assertEquals((await check()).candidates, candidates);
});

Deno.test("a candidate that keeps to one convention here and to another there keeps to none", async () => {
  // Of PyTorch while the rate is constant and, from the step that halves it, of Keras.
  class Wavers extends Right {
    #last?: number;
    override update(name: string, gradient: tf.Tensor): void {
      const velocity = this.velocity(name, gradient.shape), first = gradient.dataSync()[0];
      if (first < 0 && this.#last !== undefined && this.#last !== this.learningRate) {
        tf.tidy(() => velocity.assign(tf.mul(velocity, this.#last! / this.learningRate)));
      }
      this.#last = this.learningRate;
      super.update(name, gradient);
    }
  }
  const { candidates: [{ results: [{ outcome, counterexample }] }] } = await checkConformance(
    [candidate((rate) => new Wavers(rate))],
    { ...OPTIONS, runs: 200, laws: ["agrees"] },
  );
  assertEquals(outcome, "violated");
  assertStringIncludes(counterexample!.expected, "PyTorch");
});

Deno.test("a subject: held against the rule that it is like, with the numbers of its config, or against none", async () => {
  const subject = ({ learningRate }: { learningRate: number }) => new Right(learningRate, 0.25);
  const like = subjectCandidate(subject, { name: "mine", like: "momentum" });
  assertEquals(like.rule as unknown, { kind: "momentum", momentum: 0.25 });
  assertEquals((await checkConformance([like], OPTIONS)).outcome, "holds");
  const bare = subjectCandidate(subject, { name: "mine" });
  const { candidates: [{ results }] } = await checkConformance([bare], { ...OPTIONS, laws: ["agrees", "leak"] });
  assertEquals(results.map(({ outcome }) => outcome), ["not-applicable", "holds"]);
});

Deno.test("an optimizer whose rate cannot be set, without a dispose, is held to what it can keep", async () => {
  const subject = ({ learningRate }: { learningRate: number }) => {
    const applyGradients = (gradients: Gradients) => {
      for (const { name, tensor } of listOf(gradients)) {
        const variable = tf.engine().registeredVariables[name];
        if (tensor) tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(tensor, learningRate))));
      }
    };
    return { applyGradients } as unknown as Optimizer;
  };
  const laws = ["agrees", "leak", "decorators"], candidate = subjectCandidate(subject, { name: "bare", like: "sgd" });
  const { candidates: [{ results }] } = await checkConformance([candidate], { ...OPTIONS, laws });
  assertEquals(results.map(({ outcome }) => outcome), ["holds", "holds", "not-applicable"]);
});

Deno.test("a signal ends it: what was judged by then is kept", async () => {
  const stop = new AbortController();
  const onLaw = (law: string) => law === LAWS[2].name && stop.abort();
  const { outcome, candidates } = await checkConformance([candidate((rate) => new Right(rate))], {
    ...OPTIONS,
    signal: stop.signal,
    onLaw,
  });
  assertEquals([outcome, candidates[0].results.length], ["inconclusive", 2]);
});

Deno.test("bad options: one clear error", async () => {
  const error = await assertRejects(() => checkConformance([], { ...OPTIONS, laws: ["agree"] }), InputError);
  assertStringIncludes(error.message, "laws: must be some of agrees, finite, ");
  assertStringIncludes(error.message, '"agree" is none');
  for (const runs of [0, -1, 1.5, NaN]) {
    await assertRejects(() => checkConformance([], { ...OPTIONS, runs }), InputError, "runs: must be a whole number");
  }
});

Deno.test("a loss with a wrong value, a wrong gradient, or a NaN of its own is told", async () => {
  const [softmax, sigmoid] = TF_LOSSES, own = { ...sigmoid, builtIn: false };
  const broken = async (make: typeof own.make) => {
    const { candidates: [{ results }] } = await checkLosses([{ ...own, make }], { ...OPTIONS, runs: 60 });
    return results.filter(({ outcome }) => outcome === "violated").map(({ law }) => law);
  };
  assertEquals(await broken(own.make), []);
  assertEquals(await broken((y, x, options) => tf.mul(1.001, own.make(y, x, options))), [
    "value",
    "smoothing",
    "gradient",
    "label-gradient",
  ]);
  const twice = tf.customGrad((x, save) => {
    (save as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
    return { value: x as tf.Tensor, gradFunc: (dy: tf.Tensor) => tf.mul(2, dy) };
  });
  assertEquals(await broken((y, x, options) => own.make(y, twice(x), options)), ["gradient"]);
  assertEquals(await broken((y, x, { weights }) => own.make(y, x, { weights, smoothing: 0 })), ["smoothing"]);
  const ones = (y: tf.Tensor, x: tf.Tensor) => own.make(y, x, { smoothing: 0 });
  assertEquals((await broken(ones)).includes("no-weight"), true);
  // Not of tf.losses, so nothing of it is known.
  const { outcome } = await checkLosses([{ ...softmax, builtIn: false }], OPTIONS);
  assertEquals(outcome, "violated");
});
