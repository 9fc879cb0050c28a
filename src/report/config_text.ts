import type { DatasetSpec, OptimizerSpec, TrainingConfig } from "../core/mod.ts";
import { wrap } from "./wrap.ts";

/** A config in a few aligned lines for people; values that every default has are left out. */
export function configLines({ steps, data, model, loss, optimizer, batchSize, seed }: TrainingConfig): string[] {
  const init = model.recurrentInit;
  const start = init.kind === "glorot" ? "glorot" : `orthogonal x ${init.gain}`;
  const forget = model.cell === "lstm" ? `, forget bias ${model.forgetBias}` : "";
  const scale = loss.log2Scale === 0 ? "" : ` x 2^${loss.log2Scale}`;
  const lines = [
    `training   ${steps} steps, batch ${batchSize}, seed ${seed}`,
    `data       ${dataText(data)}`,
    `model      ${model.cell}, ${model.units} units, ${start} start${forget}`,
    ...loss.kind === "cross-entropy" && scale === "" ? [] : [`loss       ${loss.kind}${scale}`],
    `optimizer  ${optimizerText(optimizer)}`,
  ];
  return lines.flatMap((line) => wrap(line, { hang: " ".repeat("optimizer  ".length) }));
}

function dataText(
  { task, samples, length, features, classes, noise, imbalance, labels, permutation, seed }: DatasetSpec,
): string {
  const { kind, ...numbers } = labels;
  const parts = [`${task}, ${samples} samples x ${length} steps x ${features} features, ${classes} classes`];
  if (noise > 0) parts.push(`noise ${noise}`);
  if (imbalance > 0) parts.push(`imbalance ${imbalance}`);
  if (kind !== "one-hot") parts.push(`labels ${kind} ${pairs(numbers)}`);
  if (permutation > 0) parts.push(`permutation ${permutation}`);
  return [...parts, `seed ${seed}`].join(", ");
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
