/** tfjs-layers' side: whole Adam steps of the same classifier, on the backend that is the first argument. */
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../src/kernels/mod.ts";
import { type Answer, serve, type Task, time } from "./_protocol.ts";

await useBackend(Deno.args[0] as "cpu" | "wasm");
await serve(async ({ cell, batch, length, features, units, classes, seconds }: Task): Promise<Answer> => {
  const common = { units, inputShape: [length, features], recurrentInitializer: "glorotUniform" as const };
  const layer = {
    rnn: () => tf.layers.simpleRNN(common),
    gru: () => tf.layers.gru({ ...common, recurrentActivation: "sigmoid" }),
    lstm: () => tf.layers.lstm({ ...common, recurrentActivation: "sigmoid" }),
  }[cell]();
  const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: classes })] }),
    optimizer = tf.train.adam(1e-3);
  const x = tf.randomNormal([batch, length, features], 0, 1, "float32", 1);
  const y = tf.oneHot(Array.from({ length: batch }, (_, i) => i % classes), classes);
  const result = await time(() => {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x) as tf.Tensor), true)!;
    loss.dataSync();
    loss.dispose();
  }, seconds);
  model.dispose();
  tf.dispose([x, y]);
  optimizer.dispose();
  return result;
});
