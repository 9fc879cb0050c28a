import {
  canonicalJson,
  type Ending,
  evaluationsOf,
  prng,
  type QuantityRequest,
  type TrainingConfig,
  type TrainingTrace,
} from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { judgeEvaluations, type Truth } from "../stability/mod.ts";
import { train, type TrainOptions } from "../training/mod.ts";

/** What is trained, where, and by what: the parts that a change may touch. */
export interface Setup {
  config: TrainingConfig;
  /** Default: the laboratory's own. */
  backend?: BackendName;
  /** What the config's `subject` stands for. Default: the laboratory's own. */
  subject?: Subject;
}

/** A training and the truth about it. */
export interface Outcome {
  truth: Truth;
  /** Whether it is anything but stable. */
  fails: boolean;
  trace: TrainingTrace;
}

/** What a laboratory works with. */
export interface LaboratoryOptions
  extends Pick<TrainOptions, "backend" | "subject" | "problem" | "data" | "signal" | "deadline"> {
  /** Told what is tried, before it is. */
  onTrial?: (what: string) => void;
}

/** The time is over, or nobody waits any more: what is known by then is what there is. */
export class Cut extends Error {
  /** @param why as an ending has it */
  constructor(readonly why: "aborted" | "deadline") {
    super(why);
  }
}

/** Trains setups, and remembers what came of them. */
export class Laboratory {
  readonly options: LaboratoryOptions;
  /** What was done. */
  readonly tally: { trainings: number; steps: number } = { trainings: 0, steps: 0 };
  readonly #known = new Map<string, Outcome>();
  readonly #subjects = new Map<Subject, number>();

  constructor(options: LaboratoryOptions) {
    this.options = options;
  }

  /**
   * The truth of a training, by noise-free evaluations; one that was made before is not made again.
   *
   * @throws {Cut} if it was cut short
   */
  async run(setup: Setup): Promise<Outcome> {
    const key = this.#keyOf(setup), known = this.#known.get(key);
    if (known) return known;
    const trace = await this.train(setup, ["evaluation"]), truth = judgeEvaluations(evaluationsOf(trace));
    const outcome = { truth, fails: truth.judgement !== "stable", trace };
    this.#known.set(key, outcome);
    return outcome;
  }

  /** How many of several runs fail, one after the other. */
  async failures(setups: Iterable<Setup>): Promise<number> {
    let failed = 0;
    for (const setup of setups) if ((await this.run(setup)).fails) failed++;
    return failed;
  }

  /**
   * Trains and measures.
   *
   * @param until steps after which there is no need to go on
   * @throws {Cut} if it was cut short otherwise
   */
  async train(setup: Setup, quantities: readonly QuantityRequest[], until = Infinity): Promise<TrainingTrace> {
    const { onTrial: _, signal, ...shared } = this.options, enough = new AbortController();
    const trace = await train(setup.config, {
      ...shared,
      ...setup.backend && { backend: setup.backend },
      ...setup.subject && { subject: setup.subject },
      signal: signal ? AbortSignal.any([signal, enough.signal]) : enough.signal,
      quantities,
      onStep: (done) => done >= until && enough.abort(),
    });
    this.tally.trainings++;
    this.tally.steps += trace.loss.length;
    const cut = cutOf(trace.ending);
    if (cut && !(enough.signal.aborted && !signal?.aborted)) throw new Cut(cut);
    return trace;
  }

  #keyOf({ config, backend, subject }: Setup): string {
    if (subject && !this.#subjects.has(subject)) this.#subjects.set(subject, this.#subjects.size);
    return `${canonicalJson(config)} ${backend ?? ""} ${subject ? this.#subjects.get(subject) : ""}`;
  }
}

function cutOf({ kind }: Ending): Cut["why"] | undefined {
  return kind === "aborted" || kind === "deadline" ? kind : undefined;
}

/** The config with seed k of those that a proof draws: other weights, data and order, the same for every change. */
export function withFreshSeed<Config extends TrainingConfig>(config: Config, k: number): Config {
  const random = prng(0xd1a6, k), seed = random.uint32();
  if (config.problem === "classifier") {
    const { batchOrder: order } = config, fresh = { ...config, data: { ...config.data, seed: random.uint32() }, seed };
    // An order with a seed of its own gets another; one without goes by the config's.
    return typeof order === "object" && order.seed !== undefined
      ? { ...fresh, batchOrder: { ...order, seed: random.uint32() } }
      : fresh;
  }
  if (config.problem === "quadratic") {
    return { ...config, quadratic: { ...config.quadratic, seed: random.uint32() }, seed };
  }
  return { ...config, seed };
}
