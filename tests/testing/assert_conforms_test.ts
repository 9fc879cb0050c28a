import * as tf from "@tensorflow/tfjs";
import { AssertionError, assertRejects } from "@std/assert";
import { subjectCandidate } from "../../src/conformance/mod.ts";
import { assertConforms } from "../../src/testing/mod.ts";

Deno.test("assertConforms: passes what keeps the laws, throws with the report what does not", async () => {
  const options = { backend: "cpu", runs: 10, laws: ["agrees", "leak"] } as const;
  await assertConforms(
    subjectCandidate(({ learningRate }) => tf.train.sgd(learningRate), { name: "mine", like: "sgd" }),
    options,
  );
  const faulty = subjectCandidate(({ learningRate }) => tf.train.sgd(-learningRate), { name: "mine", like: "sgd" });
  const error = await assertRejects(() => assertConforms(faulty, options), AssertionError, "FAIL agrees / mine");
  if (!error.message.includes("seen: weights 1 after step 1")) throw error;
});
