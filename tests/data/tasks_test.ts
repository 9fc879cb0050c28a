import { assert } from "@std/assert";
import { distance, type Task, TASKS } from "../../src/core/mod.ts";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

/** What a person would look at in one sequence of one feature. */
const HAND_FEATURES: Record<Task, (values: Float32Array, classes: number) => ArrayLike<number>> = {
  "waveforms": (values) => [...values.toSorted(), ...values.slice(1).map((x, t) => x - values[t]).sort()],
  "markov-chains": (values, classes) => {
    const alphabet = Math.max(4, classes), turns = new Uint8Array(alphabet);
    const symbols = values.map((level) => Math.round((level + 1) / 2 * (alphabet - 1)));
    for (let t = 1; t < symbols.length; t++) turns[(symbols[t] - symbols[t - 1] + alphabet) % alphabet]++;
    return turns;
  },
  "autoregressive": (values) => {
    const lagged = (lag: number) => values.slice(lag).reduce((sum, x, t) => sum + x * values[t], 0);
    return [1, 2, 3].map((lag) => lagged(lag) / lagged(0));
  },
  "counting": (values) => [values.filter((x) => x === 1).length],
  "temporal-order": (values) => values.filter(Number.isInteger),
  "delayed-recall": (values) => [values[0]],
};

/** Hand features and class of every sample of a data set of the default length and features. */
function examples(task: Task, fields: { classes: number; samples: number; seed: number }) {
  const { inputs, classOf, length } = makeDataset(specOf({ task, ...fields }));
  return [...classOf].map((k, row) => ({
    k,
    at: HAND_FEATURES[task](inputs.subarray(row * length, (row + 1) * length), fields.classes),
  }));
}

for (const task of TASKS) {
  for (const [classes, expected] of [[2, 0.95], [4, 0.95], [8, 0.85]]) {
    Deno.test(`${task}, ${classes} classes: the nearest of 400 sequences tells ${expected} of 200 others`, () => {
      const known = examples(task, { classes, samples: 400, seed: 1 });
      const right = examples(task, { classes, samples: 200, seed: 2 }).filter(({ k, at }) => {
        const away = known.map((other) => distance(at, other.at));
        return known[away.indexOf(Math.min(...away))].k === k;
      });
      assert(right.length / 200 >= expected, `it tells ${right.length / 200}`);
    });
  }
}
