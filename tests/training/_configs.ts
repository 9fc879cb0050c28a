import { type ClassifierConfig, parseTrainingConfig } from "../../src/core/mod.ts";

/** Fields of a config, those of its data and model apart. */
export interface SmallFields {
  steps?: number;
  data?: object;
  model?: object;
  loss?: object;
  optimizer?: object;
  batchSize?: number | "full";
  seed?: number;
}

/** A config of 12 steps on 10 noisy sequences, with some fields replaced. */
export function smallConfig({ data, model, ...rest }: SmallFields = {}): ClassifierConfig {
  return parseTrainingConfig({
    steps: 12,
    optimizer: { kind: "sgd", learningRate: { absolute: 0.3 } },
    data: { samples: 10, length: 6, features: 2, classes: 3, noise: 0.25, ...data },
    model: { units: 4, ...model },
    ...rest,
  });
}

/** The first 16 hexadecimal digits of SHA-256 over the bits. */
export async function digestOf(values: Float32Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", values);
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
