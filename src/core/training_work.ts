import type { TrainingConfig } from "./training_config.ts";

/** The largest work that a config may ask for, in floating point operations: about an hour on one slow core. */
export const MAX_WORK = 4e12;

const GATES = { rnn: 1, gru: 3, lstm: 4 };

/**
 * Floating point operations of a training, those of its matrix products: a step of a classifier takes
 * 6 batch length (features + units) gates units, of a quadratic 4 dimension^2, of a tanh net 6 points weights. Of a problem
 * from outside it is not known, and 0.
 */
export function trainingWork(config: TrainingConfig): number {
  return config.steps * stepWork(config);
}

/** Floating point operations of one step, see {@linkcode trainingWork}. */
export function stepWork(config: TrainingConfig): number {
  switch (config.problem) {
    case "classifier": {
      const { data, model, batchSize } = config, batch = batchSize === "full" ? data.samples : batchSize;
      const samples = Math.min(batch, data.samples);
      return 6 * samples * data.length * (data.features + model.units) * GATES[model.cell] * model.units;
    }
    case "quadratic":
      return 4 * config.quadratic.dimension ** 2;
    case "tanh-net": {
      const { widths, points } = config.net, sizes = [1, ...widths, 1];
      return 6 * points * widths.reduce((sum, width, i) => sum + width * (sizes[i] + 1), widths.at(-1)! + 1);
    }
    case "own":
      return 0;
  }
}
