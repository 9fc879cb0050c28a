/**
 * Stores failures as fast as it can until it is killed, and says of each on standard output when it is stored:
 * `deno run _storing.ts check|shrink|store FOLDER FROM`. On an interrupt it ends like the command, keeping what is done.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  checkCase,
  type CheckEvent,
  checkStability,
  type FailureRecord,
  type Subject,
  type TrainingConfig,
} from "../../mod.ts";
import { storeFailure } from "../../src/check/mod.ts";
import { canonicalJson, recordTraces } from "../../src/core/mod.ts";

/** What is said of a record, a line of JSON each. */
export interface Stored {
  file: string;
  /** Of the record. */
  digest: string;
}

const [mode, store, from] = Deno.args, stop = new AbortController();
const EFFORT = { maxShrinks: 6, shrinkTime: 60, backend: "wasm", signal: stop.signal, store, onEvent: tell } as const;
/** Gradient descent that goes uphill. */
const flipped: Subject = ({ learningRate }) => tf.train.sgd(-learningRate);
/** What is still to be said, in order. */
let said = Promise.resolve();

function tell(event: CheckEvent): void {
  if (event.kind === "stored") say(event.file, event.record);
}

function say(file: string, record: FailureRecord): void {
  said = said.then(async () => {
    const stored: Stored = { file, digest: await digestOf(record) };
    Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(stored) + "\n"));
  });
}

/** SHA-256 of a record, whatever the order of its keys. */
export async function digestOf(record: FailureRecord): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(record)));
  return new Uint8Array(hash).toHex();
}

async function check(k: number): Promise<FailureRecord | undefined> {
  const options = { ...EFFORT, profile: "ci", optimizer: flipped, like: "sgd", properties: ["descends"] } as const;
  // Under another name it is another optimizer, and what is stored of the others is not tried again.
  const { results } = await checkStability({ ...options, name: `flipped ${k}`, seed: k });
  return results[0].failure?.record;
}

async function shrink({ config }: FailureRecord, k: number): Promise<void> {
  const other = { ...config, steps: config.steps + 20, seed: k } as TrainingConfig;
  await checkCase(other, { ...EFFORT, subject: flipped, properties: ["descends"] });
}

/** Enough to make a record of a third of a megabyte. */
const numbers = Array.from({ length: 6_000 }, (_, step) => Math.sin(step));
const [loss, accuracy, gradientNorm, updateNorm, weightNorm] = [numbers, numbers, numbers, numbers, numbers];
const traces = recordTraces([{ loss, accuracy, gradientNorm, updateNorm, weightNorm, measurements: [] }]);

/** Stores four large records at once; two of them have the same digest, and so one name. */
async function keep(record: FailureRecord, k: number): Promise<void> {
  await Promise.all([0, 1, 2, 2].map(async (digest, i) => {
    const digests = [`${4 * k + digest}`.padStart(12, "0").padEnd(64, "a")];
    const large: FailureRecord = { ...record, config: { ...record.config, steps: i + 1 }, digests, traces };
    say(await storeFailure(store, large), large);
  }));
}

if (import.meta.main) {
  Deno.addSignalListener("SIGINT", () => stop.abort());
  const first = (await check(+from))!;
  for (let k = +from + 1; !stop.signal.aborted; k++) {
    if (mode === "check") await check(k);
    else if (mode === "shrink") await shrink(first, k);
    else await keep(first, k);
    await said;
  }
  Deno.exit(0);
}
