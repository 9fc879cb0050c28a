import { InputError, type OwnDataSpec, prng, shuffle } from "../../core/mod.ts";
import type { OwnData } from "./labelled_sequences.ts";

/** Keeps the stream that chooses sequences apart from those of other users of the same seed. */
const CHOICE = 0xc401ce;

/**
 * The sequences that a spec takes of one's own data, `[samples, length, features]`, and their classes. The seed puts all
 * sequences in an order in which every beginning has about each class's share of them, and the first are taken: fewer are a
 * part of more. Of a longer sequence these are its last steps, and a shorter one has zeros before it, so that all end
 * together: what a recurrent net saw last is what it answers from.
 *
 * @throws {InputError} if there are no data, or others than the spec names
 */
export function ownSequences(
  spec: OwnDataSpec,
  data: OwnData | undefined,
): { inputs: Float32Array<ArrayBuffer>; classOf: Uint8Array<ArrayBuffer> } {
  const own = fitting(spec, data), { samples, length, features } = spec, starts = startsOf(own);
  const inputs = new Float32Array(samples * length * features), classOf = new Uint8Array(samples);
  sampleOrder(own, spec.seed).slice(0, samples).forEach((from, to) => {
    const taken = Math.min(own.lengths[from], length), end = starts[from] + own.lengths[from] * features;
    inputs.set(own.values.subarray(end - taken * features, end), ((to + 1) * length - taken) * features);
    classOf[to] = own.classOf[from];
  });
  return { inputs, classOf };
}

function fitting(spec: OwnDataSpec, data: OwnData | undefined): OwnData {
  const { name, digest, samples, length, features, classes } = spec, called = JSON.stringify(name);
  if (!data) {
    const remedy = "pass --data=FILE, or the option `data` to a function";
    throw new InputError("data", `must come with the sequences that the config names, ${called}: ${remedy}`);
  }
  if (data.digest !== digest) {
    const [asked, there] = [digest, data.digest].map((text) => text.slice(0, 12));
    const fault = `must be the sequences that the config names, ${called} with the digest ${asked}...: ` +
      `${JSON.stringify(data.name)} has ${there}..., so it is another file, or it was changed`;
    throw new InputError("data", fault);
  }
  const { lengths, classNames } = data, longest = lengths.reduce((a, b) => Math.max(a, b));
  const isFit = samples <= lengths.length && length <= longest && features === data.features &&
    classes === classNames.length;
  if (isFit) return data;
  const there =
    `${lengths.length} samples of up to ${longest} steps, ${data.features} features, ${classNames.length} classes`;
  const asked = `samples ${samples}, length ${length}, features ${features}, classes ${classes}`;
  throw new InputError("data", `must ask for no more than ${called} has, ${there}: it asks for ${asked}`);
}

/** Where the numbers of each sequence begin. */
function startsOf({ lengths, features }: OwnData): Uint32Array {
  const starts = new Uint32Array(lengths.length);
  for (let i = 1; i < lengths.length; i++) starts[i] = starts[i - 1] + lengths[i - 1] * features;
  return starts;
}

/** All sequences, those of each class in random order, one of n members at the places (i + 1/2) / n of the whole. */
function sampleOrder({ classOf, classNames }: OwnData, seed: number): Uint32Array {
  const shuffled = shuffle(Uint32Array.from(classOf, (_, i) => i), prng(seed, CHOICE));
  const sizes = classNames.map(() => 0), ranks = new Uint32Array(classOf.length);
  for (const i of shuffled) ranks[i] = sizes[classOf[i]]++;
  const place = (i: number) => (ranks[i] + 0.5) / sizes[classOf[i]];
  return shuffled.sort((a, b) => place(a) - place(b) || classOf[a] - classOf[b]);
}
