import { z } from "zod";
import { datasetSchema, type DatasetSpec, seedSchema } from "./dataset_spec.ts";
import { lossSchema, type LossSpec, modelSchema, type ModelSpec } from "./model_spec.ts";
import { optimizerSchema, type OptimizerSpec } from "./optimizer_spec.ts";
import { parseWith } from "./parse_with.ts";
import { quadraticSchema, type QuadraticSpec } from "./quadratic_spec.ts";
import { tanhNetSchema, type TanhNetSpec } from "./tanh_net_spec.ts";
import { MAX_WORK, trainingWork } from "./training_work.ts";

/** What every training needs, whatever it is run on. */
export interface CommonConfig {
  /** Updates of the weights, 1..1e6. */
  steps: number;
  /** Update rule, learning rate and what is put around them; has no default. */
  optimizer: OptimizerSpec;
  /** Seed of the initial weights and of the batches' order. */
  seed: number;
}

/** What a problem brings along that nothing generated speaks for. */
export interface MeasuredConfig extends CommonConfig {
  /**
   * The largest stable rate at the start, as linear stability gives it by what was measured there: what a rate in
   * `timesBound` is a multiple of. Default: the optimizer's nominal one.
   */
  bound?: number;
}

/** A recurrent classifier on a data set. */
export interface ClassifierConfig extends MeasuredConfig {
  /** Default. */
  problem: "classifier";
  /** The data set, trained on as a whole: there is no test set. */
  data: DatasetSpec;
  /** The recurrent classifier. */
  model: ModelSpec;
  /** What is minimised. Default: cross entropy, not scaled. */
  loss: LossSpec;
  /** Samples a step. "full", or as many as there are or more: all, in their order; else as `batchOrder` has it. */
  batchSize: number | "full";
  /**
   * In what order samples come: "reshuffled" every epoch, or "by-class", the samples of the first class before those of the
   * second in every epoch, as in data that nobody shuffled; or reshuffled by a seed of their own, apart from the weights', with
   * one step's batch replaced or none. Default "reshuffled", by the config's seed.
   */
  batchOrder?: "reshuffled" | "by-class" | ReshuffledOrder;
}

/** Samples that are reshuffled in every epoch, with what is particular about it. */
export interface ReshuffledOrder {
  /** What they are shuffled by. Default: the config's seed. */
  seed?: number;
  /** A step, counted from 0, that sees the batch of another in place of its own; the other sees it, too. */
  replace?: { step: number; by: number };
}

/** A random quadratic, whose largest stable rate is known exactly. */
export interface QuadraticConfig extends CommonConfig {
  /** Must be given. */
  problem: "quadratic";
  /** Spectrum and basis. */
  quadratic: QuadraticSpec;
}

/** A small tanh net that fits a polynomial on full batches. */
export interface TanhNetConfig extends CommonConfig {
  /** Must be given. */
  problem: "tanh-net";
  /** The net and what it fits. */
  net: TanhNetSpec;
}

/** A problem from outside, by name: what it is comes with the call, as an optimizer under test does. */
export interface OwnConfig extends MeasuredConfig {
  /** Must be given. */
  problem: "own";
  /** What records and reports call it: a module and export (`FILE#EXPORT`), or what its test calls it. */
  name: string;
  /** Samples a step, where it has samples. Default "full". */
  batchSize: number | "full";
}

/** All that determines a training on a given backend. Plain JSON: what is stored, shrunk and replayed. */
export type TrainingConfig = ClassifierConfig | QuadraticConfig | TanhNetConfig | OwnConfig;

/** Whether what is trained on comes from outside: generated configs say nothing of its rates. */
export function isOnOwn(config: TrainingConfig): config is ClassifierConfig | OwnConfig {
  return config.problem === "own" || config.problem === "classifier" && config.data.source === "own";
}

/** Whether the order of the batches has a say: a step does not see all samples. */
export function isStochastic(config: TrainingConfig): boolean {
  if (config.problem === "own") return config.batchSize !== "full";
  return config.problem === "classifier" && config.batchSize !== "full" && config.batchSize < config.data.samples;
}

/** The largest data set that a config may ask for, in numbers. */
export const MAX_NUMBERS = 2 ** 24;

const steps = z.int().min(1).max(1e6).default(200), seed = seedSchema.default(1);
const batchSize = z.union([z.literal("full"), z.int().min(1).max(65536)], {
  error: 'must be "full" or a whole number from 1 to 65536',
}).default("full");
const bound = z.number().gt(0).max(1e30).optional();
const stepNumber = z.int().min(0).max(1e6);
const orderSchema: z.ZodType<ReshuffledOrder> = z.strictObject({
  seed: seedSchema.optional(),
  replace: z.strictObject({ step: stepNumber, by: stepNumber }).optional(),
});

/** One schema a problem; a config that names none is a classifier's. */
const SCHEMAS: { [Kind in TrainingConfig["problem"]]: z.ZodType<Extract<TrainingConfig, { problem: Kind }>> } = {
  "classifier": z.strictObject({
    steps,
    data: datasetSchema.default(datasetSchema.parse({})),
    model: modelSchema.default(modelSchema.parse({})),
    loss: lossSchema.default(lossSchema.parse({})),
    optimizer: optimizerSchema,
    batchSize,
    batchOrder: z.union([z.enum(["reshuffled", "by-class"]), orderSchema], {
      error: 'must be "reshuffled", "by-class" or {"seed": SEED, "replace": {"step": STEP, "by": STEP}}',
    }).optional(),
    seed,
    bound,
    problem: z.literal("classifier").default("classifier"),
  }).superRefine((config, context) => {
    const { samples, length, features } = config.data, numbers = samples * length * features;
    if (numbers <= MAX_NUMBERS) return boundWork(config, context);
    const message = `samples x length x features must be at most ${MAX_NUMBERS}: it is ${numbers}`;
    context.addIssue({ code: "custom", path: ["data"], message });
    boundWork(config, context);
  }),
  "quadratic": z.strictObject({
    problem: z.literal("quadratic"),
    steps,
    quadratic: quadraticSchema.default(quadraticSchema.parse({})),
    optimizer: optimizerSchema,
    seed,
  }).superRefine(boundWork),
  "tanh-net": z.strictObject({
    problem: z.literal("tanh-net"),
    steps,
    net: tanhNetSchema.default(tanhNetSchema.parse({})),
    optimizer: optimizerSchema,
    seed,
  }).superRefine(boundWork),
  "own": z.strictObject({
    problem: z.literal("own"),
    name: z.string().min(1).max(512),
    batchSize,
    steps,
    optimizer: optimizerSchema,
    seed,
    bound,
  }),
};

/** The names of the problems, the default first. */
export const PROBLEMS = Object.keys(SCHEMAS) as TrainingConfig["problem"][];

function boundWork(config: TrainingConfig, context: z.RefinementCtx): void {
  const work = trainingWork(config);
  if (work <= MAX_WORK) return;
  const what = config.problem === "classifier" ? "steps, batchSize, length or units" : "steps or the problem's size";
  const message = `the training must take at most ${MAX_WORK} operations: it would take ${work.toExponential(1)}; ` +
    `lower ${what}`;
  context.addIssue({ code: "custom", path: ["steps"], message });
}

/**
 * Checks a value from outside and fills in the defaults.
 *
 * @param place what the value is called in an error, such as its file
 * @throws {InputError} naming every fault by its path
 */
export function parseTrainingConfig<Given = unknown>(value: Given, place = "config"): ConfigOf<Given> {
  return parseWith<TrainingConfig>(SCHEMAS[problemOf(value, place)], value, place) as ConfigOf<Given>;
}

/** What a value is parsed to: the config of the problem that its type names, a classifier's if it has no such field. */
export type ConfigOf<Given> = unknown extends Given ? TrainingConfig
  : Given extends { problem: infer Kind } ? Extract<TrainingConfig, { problem: Kind }>
  : ClassifierConfig;

const named = z.looseObject({ problem: z.enum(PROBLEMS) });

function problemOf(value: unknown, place: string): TrainingConfig["problem"] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "problem")) return "classifier";
  return parseWith(named, value, place).problem;
}

/** The JSON Schema of a config as a user writes it (fields with a default may be left out). */
export function trainingConfigJsonSchema(): Record<string, unknown> {
  const { $schema, ...classifier } = z.toJSONSchema(SCHEMAS.classifier, { io: "input" }) as Record<string, unknown>;
  const others = PROBLEMS.slice(1).map((kind) => {
    const { $schema: _, ...schema } = z.toJSONSchema(SCHEMAS[kind], { io: "input" }) as Record<string, unknown>;
    return schema;
  });
  return { $schema, anyOf: [classifier, ...others] };
}
