import type { Optimizer, OptimizerConfig } from "../../optimizers/mod.ts";
import { HOLDS, type Law, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { pathOf } from "../walk.ts";

interface Class {
  fromConfig?: (cls: unknown, config: OptimizerConfig) => Optimizer;
}

/** An optimizer of the same class from its config, some numbers replaced; undefined where the class cannot. */
function rebuilt(optimizer: Optimizer, fields: OptimizerConfig = {}): Optimizer | undefined {
  const { constructor } = optimizer as unknown as { constructor: Class };
  if (typeof constructor.fromConfig !== "function" || typeof optimizer.getConfig !== "function") return undefined;
  return constructor.fromConfig(constructor, { ...optimizer.getConfig(), ...fields });
}

const SEVERAL = trials({ steps: [1, 2, 3, 6] });

/** The config is the whole of the numbers. */
export const config: Law = {
  name: "config",
  statement: "An optimizer made by its class from what getConfig gives goes the same way to the bit.",
  trials: SEVERAL,
  judge: async (candidate, trial) => {
    const seen = await pathOf(candidate, trial, {
      decorate: (optimizer) => {
        const other = rebuilt(optimizer);
        if (other) optimizer.dispose?.();
        return other ?? optimizer;
      },
    });
    return samePath(seen, await pathOf(candidate, trial), ", made from its config");
  },
};

/** Setters set. */
export const setters: Law = {
  name: "setters",
  statement:
    "A number that a method setX sets, and getConfig tells, is the number of the next step: the optimizer goes the same " +
    "way to the bit as one that was made with it.",
  trials: SEVERAL,
  judge: async (candidate, trial) => {
    const trialOptimizer = candidate.make(trial.rate), names = settable(trialOptimizer);
    trialOptimizer.dispose?.();
    for (const [method, name, value] of names) {
      const seen = await pathOf(candidate, trial, {
        decorate: (optimizer) => {
          (optimizer as unknown as Record<string, (value: number) => void>)[method](value);
          return optimizer;
        },
      });
      const expected = await pathOf(candidate, trial, {
        decorate: (optimizer) => {
          const other = rebuilt(optimizer, { [name]: value })!;
          optimizer.dispose?.();
          return other;
        },
      });
      const finding = samePath(seen, expected, ` and ${method}(${value})`);
      if (!finding.holds) return finding;
    }
    return HOLDS;
  },
};

/** The methods setX whose x is a number of the config, with x and another value than it has. */
function settable(optimizer: Optimizer): [method: string, name: string, value: number][] {
  const other = rebuilt(optimizer);
  other?.dispose?.();
  if (!other) return [];
  return Object.entries(optimizer.getConfig()).flatMap(([name, value]) => {
    const method = `set${name[0].toUpperCase()}${name.slice(1)}`;
    const isThere = typeof (optimizer as unknown as Record<string, unknown>)[method] === "function";
    return isThere && typeof value === "number" ? [[method, name, value / 2] as [string, string, number]] : [];
  });
}
