import * as tf from "@tensorflow/tfjs";
import type { Optimizer } from "../../optimizers/mod.ts";
import { type Candidate, HOLDS, type Law, samePath } from "../law.ts";
import { type Trial, trials } from "../trial.ts";
import { givenOf, Walk, withOptimizer } from "../walk.ts";

type Saved = Awaited<ReturnType<Optimizer["getWeights"]>>;

const SEVERAL = trials({ steps: [2, 3, 4, 6, 10] });

/** What getWeights gives, and what of it is the caller's to dispose of: tensors that it made, not those that it had. */
async function given(optimizer: Optimizer): Promise<{ weights: Saved; made: tf.Tensor[] }> {
  const probe = tf.scalar(0), weights = await optimizer.getWeights();
  probe.dispose();
  return { weights, made: weights.map(({ tensor }) => tensor as tf.Tensor).filter(({ id }) => id > probe.id) };
}

/** Copies of an optimizer's weights, as reading them back from a file would give them, in tensors of their own. */
async function saved(optimizer: Optimizer): Promise<Saved> {
  const { weights, made } = await given(optimizer);
  const copies = await Promise.all(weights.map(async ({ name, tensor }) => ({
    name,
    tensor: tf.tensor((await tensor.data()).slice(), tensor.shape, tensor.dtype),
  })));
  tf.dispose(made);
  return copies;
}

/** Walks both halves of a trial, the second with whatever `between` makes of the optimizer. */
async function halves(
  { make }: Candidate,
  trial: Trial,
  between: (optimizer: Optimizer) => Promise<Optimizer>,
): Promise<number[][]> {
  const walk = Walk.of(trial), path: number[][] = [], half = (trial.gradients.length + 1) >> 1;
  let optimizer = make(trial.rate);
  try {
    for (const [step, row] of trial.gradients.entries()) {
      if (step === half) optimizer = await between(optimizer);
      walk.step(optimizer, givenOf(row, "one"));
      path.push(await walk.read());
    }
  } finally {
    walk.dispose();
    optimizer.dispose?.();
  }
  return path;
}

/** Saved in mid-run and restored into another one, it goes on as if nothing had been. */
export const resumes: Law = {
  name: "resumes",
  statement:
    "Saved in the middle of a run, and restored into a new optimizer of the same numbers, it goes on to the bit as if it " +
    "had never stopped.",
  trials: SEVERAL,
  judge: async (candidate, trial) => {
    const expected = await halves(candidate, trial, (optimizer) => Promise.resolve(optimizer));
    const seen = await halves(candidate, trial, async (optimizer) => {
      const weights = await saved(optimizer).finally(() => optimizer.dispose?.());
      const next = candidate.make(trial.rate);
      await next.setWeights(weights);
      tf.dispose(weights.map(({ tensor }) => tensor));
      return next;
    });
    return samePath(seen, expected, ", saved and restored half way");
  },
};

/** Whether what was saved stays as it was: frameworks differ. */
export const snapshot: Law = {
  name: "snapshot",
  statement:
    "What getWeights gives is the state: copies that later steps leave alone, or the optimizer's own variables.",
  trials: SEVERAL,
  judge: async ({ make }, trial) =>
    await withOptimizer(make(trial.rate), async (optimizer) => {
      const walk = Walk.of(trial), [first, ...rest] = trial.gradients;
      walk.step(optimizer, givenOf(first, "one"));
      const { weights, made } = await given(optimizer);
      const read = async () => await Promise.all(weights.map(async ({ tensor }) => [...await tensor.data()]));
      const before = await read();
      for (const row of rest) walk.step(optimizer, givenOf(row, "one"));
      const now = await saved(optimizer), after = await read();
      const current = await Promise.all(now.map(async ({ tensor }) => [...await tensor.data()]));
      tf.dispose([...made, ...now.map(({ tensor }) => tensor)]);
      walk.dispose();
      // The first is the count of iterations.
      const same = (a: number[][], b: number[][]) => String(a.slice(1)) === String(b.slice(1));
      const conventions = [
        ...same(after, before) ? ["copies: Keras"] : [],
        ...same(after, current) ? ["its own variables, which later steps change: PyTorch's state_dict"] : [],
      ];
      return conventions.length > 0
        ? { holds: true, conventions }
        : { holds: false, seen: "neither", expected: "either" };
    }),
};

/** Restoring leaves nothing behind. */
export const restoreLeak: Law = {
  name: "restore-leak",
  statement: "An optimizer that was restored in the middle of a run leaves no tensor behind once it is disposed of.",
  trials: trials({ steps: [2, 3, 4], weights: [1, 2] }),
  judge: async ({ make }, trial) => {
    const before = tf.memory().numTensors, walk = Walk.of(trial), optimizer = make(trial.rate);
    for (const row of trial.gradients) walk.step(optimizer, givenOf(row, "one"));
    const weights = await saved(optimizer).catch((error) => {
      walk.dispose();
      optimizer.dispose?.();
      throw error;
    });
    await optimizer.setWeights(weights);
    tf.dispose(weights.map(({ tensor }) => tensor));
    walk.dispose();
    optimizer.dispose?.();
    const left = tf.memory().numTensors - before;
    return left === 0 ? HOLDS : { holds: false, seen: `${left} tensors left`, expected: "none" };
  },
};
