import type { ClassifierConfig, DatasetSpec, OptimizerSpec, TrainingConfig } from "../core/mod.ts";
import { wrap } from "./wrap.ts";

/** A config in a few aligned lines for people; values that every default has are left out. */
export function configLines(config: TrainingConfig): string[] {
  return configRows(config).flatMap((line) => wrap(line, { hang: " ".repeat("optimizer  ".length) }));
}

/** The same, each fact in a line of its own, however long: a word for what it is, spaces, and the fact. */
export function configRows(config: TrainingConfig): string[] {
  const { steps, seed, optimizer } = config,
    order = "batchOrder" in config ? orderText(config.batchOrder) : "",
    batch = "batchSize" in config ? `, batch ${config.batchSize}${order}` : "";
  return [
    `training   ${steps} steps${batch}, seed ${seed}`,
    ...problemLines(config),
    `optimizer  ${optimizerText(optimizer)}`,
  ];
}

function orderText(order: ClassifierConfig["batchOrder"]): string {
  if (order === "by-class") return " by class";
  const { seed, replace } = typeof order === "object" ? order : {};
  const replaced = replace ? `, at step ${replace.step} that of step ${replace.by}` : "";
  return `${seed === undefined ? "" : ` shuffled by seed ${seed}`}${replaced}`;
}

function problemLines(config: TrainingConfig): string[] {
  switch (config.problem) {
    case "classifier":
      return classifierLines(config);
    case "quadratic": {
      const { dimension, largest, condition, rotated, seed } = config.quadratic;
      const basis = rotated ? "rotated" : "along the axes";
      return [
        `problem    quadratic, ${dimension} dimensions, largest eigenvalue ${largest}, condition ${condition}, ${basis}, ` +
        `seed ${seed}`,
      ];
    }
    case "tanh-net": {
      const { widths, degree, points } = config.net;
      return [`problem    tanh net ${widths.join("-")}, Chebyshev polynomial of degree ${degree} at ${points} points`];
    }
    case "own":
      return [`problem    ${withoutFolder(config.name)}`];
  }
}

function classifierLines({ data, model, loss }: ClassifierConfig): string[] {
  const init = model.recurrentInit;
  const start = init.kind === "glorot" ? "glorot" : `orthogonal x ${init.gain}`;
  const forget = model.cell === "lstm" ? `, forget bias ${model.forgetBias}` : "";
  const scale = loss.log2Scale === 0 ? "" : ` x 2^${loss.log2Scale}`;
  return [
    `data       ${dataText(data)}`,
    `model      ${model.cell}, ${model.units} units, ${start} start${forget}`,
    ...loss.kind === "cross-entropy" && scale === "" ? [] : [`loss       ${loss.kind}${scale}`],
  ];
}

function dataText(data: DatasetSpec): string {
  const { samples, length, features, classes, labels, permutation, seed } = data, { kind, ...numbers } = labels;
  const what = data.source === "own" ? withoutFolder(data.name) : data.task;
  const parts = [`${what}, ${samples} samples x ${length} steps x ${features} features, ${classes} classes`];
  if (data.source !== "own" && data.noise > 0) parts.push(`noise ${data.noise}`);
  if (data.source !== "own" && data.imbalance > 0) parts.push(`imbalance ${data.imbalance}`);
  if (kind !== "one-hot") parts.push(`labels ${kind} ${pairs(numbers)}`);
  if (permutation > 0) parts.push(`permutation ${permutation}`);
  return [...parts, `seed ${seed}`].join(", ");
}

/** What a file is called in reports, which read alike wherever it is. */
export function withoutFolder(file: string): string {
  return file.replace(/^.*[/\\](?=[^/\\]+$)/, "");
}

/** An optimizer and its numbers in one line. */
function optimizerText({ kind, learningRate, schedule, clip, ...numbers }: OptimizerSpec): string {
  const rate = "absolute" in learningRate ? `rate ${learningRate.absolute}` : `rate ${learningRate.timesBound} x bound`;
  const decorators = [["clip", clip], ["schedule", schedule]] as const;
  const around = decorators.filter(([, { kind }]) => kind !== "none" && kind !== "constant")
    .map(([name, { kind, ...rest }]) => `${name} ${kind} ${pairs(rest)}`);
  return [`${kind} ${rate}`, ...Object.keys(numbers).length > 0 ? [pairs(numbers)] : [], ...around].join(", ");
}

function pairs(numbers: object): string {
  return Object.entries(numbers).map(([name, value]) => `${name} ${value}`).join(", ");
}
