import {
  type ClassifierConfig,
  curveOf,
  type Judgement,
  measured,
  nominalBound,
  type TrainingTrace,
} from "../../src/core/mod.ts";
import { type Evaluation, judgeEvaluations } from "../../src/stability/mod.ts";
import { train } from "../../src/training/mod.ts";

/** A run as it is kept: what it was, the noise-free evaluations, and what a log of it has. */
export interface Run {
  config: ClassifierConfig;
  /** Place of its rate on the ladder: the nominal bound times 2^(notch / 4). */
  notch: number;
  evaluations: Evaluation[];
  /** Mini-batch loss at steps 0, 1, 2 ... */
  loss: Float64Array;
  /** Mini-batch accuracy, 0..1, NaN at a non-finite end. */
  accuracy: Float64Array;
}

/** Notches of a factor 2. */
const OCTAVE = 4;
/** The walk starts at half the nominal bound, and goes no further than these either way. */
const START = -4, LOWEST = -40, HIGHEST = 44;
/** Every config is also run at a rate so low, 1/2048 of the nominal bound, that most make no progress. */
const SLOW = -44;
/** Beside the coarse edge: the notches within the octave below it, one of them halved, and within the one above. */
const BESIDE = [-3, -2, -1, -0.5, 1, 2, 3];
/** Above it, until a run diverges: a factor 4 each time. */
const ABOVE = [8, 16, 24, 32];

/**
 * All runs of one config over a ladder of rates: up by octaves until one diverges, rises late or no longer learns (down
 * first, if the lowest is unstable), which is the edge, coarsely; then at the notches beside it, and above it until one
 * diverges; and once far below. The edge of a config is the lowest rate of its runs that is unstable.
 */
export async function climb(base: ClassifierConfig): Promise<Run[]> {
  const runs = new Map<number, Run>();
  const at = async (notch: number) => {
    const run = runs.get(notch) ?? await makeRun(base, notch);
    runs.set(notch, run);
    return judgeEvaluations(run.evaluations).judgement;
  };
  const edge = await coarseEdge(at);
  for (const beside of BESIDE) await at(edge + beside);
  for (const above of ABOVE) if (await at(edge + above) === "diverged") break;
  await at(SLOW);
  return [...runs.values()];
}

async function coarseEdge(at: (notch: number) => Promise<Judgement>): Promise<number> {
  let edge = START, hasLearned = false;
  while (edge > LOWEST && isUnstable(await at(edge))) edge -= OCTAVE;
  for (; edge < HIGHEST; edge += OCTAVE) {
    const judgement = await at(edge);
    if (isUnstable(judgement) || (hasLearned && judgement === "no-progress")) break;
    hasLearned ||= judgement === "stable";
  }
  return edge;
}

/** Whether a run diverged or rose late. */
export function isUnstable(judgement: Judgement): boolean {
  return judgement === "late-rise" || judgement === "diverged";
}

/** Trains a config at a notch of the ladder. The same bits every time. */
export async function makeRun(base: ClassifierConfig, notch: number): Promise<Run> {
  const absolute = +(nominalBound(base.optimizer) * 2 ** (notch / OCTAVE)).toPrecision(6);
  const config = { ...base, optimizer: { ...base.optimizer, learningRate: { absolute } } };
  const trace = await train(config, { backend: "wasm", quantities: ["evaluation"] }), curve = curveOf(trace);
  return {
    config,
    notch,
    evaluations: evaluationsOf(trace),
    loss: Float64Array.from(curve.loss),
    accuracy: Float64Array.from(curve.accuracy ?? []),
  };
}

/** The evaluations of a trace; one that ended non-finite ends in a non-finite one. */
function evaluationsOf(trace: TrainingTrace): Evaluation[] {
  const list = measured(trace, "evaluation").map(({ step, values: [loss, accuracy] }) => ({ step, loss, accuracy }));
  const { ending } = trace;
  if (ending.kind === "non-finite") list.push({ step: ending.step + 1, loss: NaN, accuracy: 0 });
  return list;
}
