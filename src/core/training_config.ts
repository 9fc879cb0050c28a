import { z } from "zod";
import { datasetSchema, type DatasetSpec, seedSchema } from "./dataset_spec.ts";
import { lossSchema, type LossSpec, modelSchema, type ModelSpec } from "./model_spec.ts";
import { optimizerSchema, type OptimizerSpec } from "./optimizer_spec.ts";
import { parseWith } from "./parse_with.ts";

/** All that determines a training on a given backend. Plain JSON: what is stored, shrunk and replayed. */
export interface TrainingConfig {
  /** Updates of the weights, 1..1e6. */
  steps: number;
  /** The generated data set, trained on as a whole: there is no test set. */
  data: DatasetSpec;
  /** The recurrent classifier. */
  model: ModelSpec;
  /** What is minimised. Default: cross entropy, not scaled. */
  loss: LossSpec;
  /** Update rule, learning rate and what is put around them; has no default. */
  optimizer: OptimizerSpec;
  /** Samples a step. "full", or as many as there are or more: all, in their order; else reshuffled every epoch. */
  batchSize: number | "full";
  /** Seed of the initial weights and of the batches' order. */
  seed: number;
}

/** The largest work that a config may ask for, in floating point operations: about an hour on one slow core. */
export const MAX_WORK = 4e12;
/** The largest data set that a config may ask for, in numbers. */
export const MAX_NUMBERS = 2 ** 24;

const configSchema: z.ZodType<TrainingConfig> = z.strictObject({
  steps: z.int().min(1).max(1e6).default(200),
  data: datasetSchema.default(datasetSchema.parse({})),
  model: modelSchema.default(modelSchema.parse({})),
  loss: lossSchema.default(lossSchema.parse({})),
  optimizer: optimizerSchema,
  batchSize: z.union([z.literal("full"), z.int().min(1).max(65536)], {
    error: 'must be "full" or a whole number from 1 to 65536',
  }).default("full"),
  seed: seedSchema.default(1),
}).superRefine((config, context) => {
  const { samples, length, features } = config.data;
  if (samples * length * features > MAX_NUMBERS) {
    context.addIssue({
      code: "custom",
      path: ["data"],
      message: `samples x length x features must be at most ${MAX_NUMBERS}: it is ${samples * length * features}`,
    });
  }
  const work = trainingWork(config);
  if (work > MAX_WORK) {
    context.addIssue({
      code: "custom",
      path: ["steps"],
      message: `the training must take at most ${MAX_WORK} operations: it would take ${work.toExponential(1)}; ` +
        "lower steps, batchSize, length or units",
    });
  }
});

const GATES = { rnn: 1, gru: 3, lstm: 4 };

/**
 * Floating point operations of a training, its forward and backward matrix products:
 * 6 batch length (features + units) gates units a step.
 */
export function trainingWork({ data, model, batchSize, steps }: TrainingConfig): number {
  const batch = batchSize === "full" ? data.samples : Math.min(batchSize, data.samples);
  return 6 * steps * batch * data.length * (data.features + model.units) * GATES[model.cell] * model.units;
}

/**
 * Checks a value from outside and fills in the defaults.
 *
 * @param place what the value is called in an error, such as its file
 * @throws {InputError} naming every fault by its path
 */
export function parseTrainingConfig(value: unknown, place = "config"): TrainingConfig {
  return parseWith(configSchema, value, place);
}

/** The JSON Schema of a config as a user writes it (fields with a default may be left out). */
export function trainingConfigJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(configSchema, { io: "input" }) as Record<string, unknown>;
}
