import { type Candidate, type Finding, type Law, samePath } from "../law.ts";
import { type Trial, trials } from "../trial.ts";
import { type Given, givenOf, pathOf } from "../walk.ts";

/** At these steps, every other from the second, the last variable has a gradient and the others have none. */
const isAbsent = (step: number) => step % 2 === 1;

const SEVERAL = trials({ weights: [2, 3], steps: [2, 3, 4, 6] });

/** A variable that is named but has no gradient. */
export const noGradient: Law = {
  name: "no-gradient",
  statement:
    "A variable whose gradient is null in a step keeps its value in that step, and its state: it goes on as if the step " +
    "had not been, or had been without any variable.",
  trials: SEVERAL,
  judge: (candidate, trial) =>
    compared(candidate, trial, (given) =>
      given.map(({ variable, gradient }) => ({
        variable,
        gradient: variable === given.length - 1 ? gradient : null,
      }))),
};

/** A variable that is not named. */
export const subset: Law = {
  name: "subset",
  statement:
    "A variable that is not given in a step keeps its value in that step, and its state; those that are given have theirs.",
  trials: SEVERAL,
  judge: (candidate, trial) => compared(candidate, trial, (given) => given.slice(-1)),
};

/** What the count of steps, which corrects a bias, may do in a step without a gradient. */
const CONVENTIONS = ["the step does not count for it: PyTorch", "the step counts for it: TensorFlow, Keras"];

/** Compares each variable with what it does alone, the steps in which it has no part left out, or made without any. */
async function compared(
  candidate: Candidate,
  trial: Trial,
  present: (given: Given[]) => Given[],
): Promise<Finding> {
  const seen = await pathOf(candidate, trial, {
    layout: "each",
    given: (row, step) => isAbsent(step) ? present(givenOf(row, "each")) : givenOf(row, "each"),
  });
  const last = trial.start.length - 1, moved = movedWithout(seen, last);
  if (moved) return moved;
  let conventions = CONVENTIONS;
  for (let i = 0; i <= last; i++) {
    const own = (path: number[][]) => path.map((row) => [row[i]]),
      isLeftOut = (step: number) => i < last && isAbsent(step);
    const alone = { ...trial, start: [trial.start[i]], gradients: own(trial.gradients) };
    const findings: Finding[] = [];
    for (const without of [undefined, []]) {
      const given = (row: number[], step: number) => isLeftOut(step) ? without : givenOf(row, "one");
      findings.push(samePath(own(seen), await pathOf(candidate, alone, { given }), ` (of variable ${i})`));
    }
    conventions = conventions.filter((name) => findings[CONVENTIONS.indexOf(name)].holds);
    if (conventions.length === 0) return findings.find(({ holds }) => !holds)!;
  }
  return { holds: true, conventions };
}

/** Whether one of the first `count` weights moved in a step in which it had no gradient. */
function movedWithout(path: number[][], count: number): Finding | undefined {
  const first = (step: number) => path[step].slice(0, count);
  const at = path.findIndex((_, step) =>
    isAbsent(step) && first(step).some((w, i) => !Object.is(w, path[step - 1][i]))
  );
  if (at < 0) return undefined;
  const seen = `weights ${first(at).join(", ")} after step ${at + 1}, in which they had no gradient`;
  return { holds: false, seen, expected: first(at - 1).join(", ") };
}
