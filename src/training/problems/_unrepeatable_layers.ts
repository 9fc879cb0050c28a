import type * as tf from "@tensorflow/tfjs";
import { InputError } from "../../core/mod.ts";

/** Layers of tfjs that draw random numbers, or change what is no weight, while training. */
const LAYERS = [
  "Dropout",
  "SpatialDropout1D",
  "AlphaDropout",
  "GaussianDropout",
  "GaussianNoise",
  "RandomWidth",
  "BatchNormalization",
];
/** Options of other layers that make them such. */
const OPTIONS = ["dropout", "recurrentDropout", "stateful"];

/**
 * Refuses a model whose loss is no function of weights and batch: it could be neither differentiated by differences nor
 * replayed. Layers of one's own are not known; `replays` finds those that are random.
 *
 * @throws {InputError} naming the layer
 */
export function refuseUnrepeatable(model: { layers: tf.layers.Layer[] }): void {
  for (const layer of model.layers) {
    const found = unrepeatable({ className: layer.getClassName(), config: layer.getConfig() });
    if (!found) continue;
    const fault = `must be made of layers whose loss depends on weights and batch alone: ${layer.name} has ${found}`;
    throw new InputError("problem", `${fault}; leave that out`);
  }
}

/** What is unrepeatable in a layer's description, its inner layers included. */
function unrepeatable(part: unknown): string | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  const { className } = part as { className?: unknown };
  if (typeof className === "string" && LAYERS.includes(className)) return className;
  for (const [key, value] of Object.entries(part)) {
    if (OPTIONS.includes(key) && value) return `${key} ${value}`;
    const inner = unrepeatable(value);
    if (inner) return inner;
  }
}
