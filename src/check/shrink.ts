import { simplerConfigs } from "../arbitraries/mod.ts";
import type { TrainingConfig } from "../core/mod.ts";
import { type AttemptOptions, Attempts } from "./attempts.ts";
import type { Case } from "./case.ts";
import type { Shrinking } from "./run_details.ts";

/** Limits of a shrink, and who is told. */
export interface ShrinkOptions extends AttemptOptions {
  onShrink?: (config: TrainingConfig, tried: number) => void;
}

/** What became of it. */
export interface Shrunk extends Shrinking {
  smallest: Case;
}

/**
 * The simplest case around a failing one that still fails, by the levels of {@linkcode simplerConfigs}: a level is gone
 * through until nothing of it fails; what was found begins at the first level again, as making one field simpler can free
 * another. The same on every machine, unless time ends it.
 *
 * @param found a violation, with its runs
 */
export async function shrinkCase(found: Case, options: ShrinkOptions): Promise<Shrunk> {
  const attempts = new Attempts(found, options);
  for (;;) {
    const { smallest, shrinks } = await descend(found, attempts, options);
    const { stopped, isShort, spent } = attempts, confirmed = await attempts.confirmed(smallest);
    const ended = stopped ?? (isShort ? "max-work" : "minimal");
    if (confirmed) return { smallest: confirmed, shrinks, ended, ...spent };
  }
}

async function descend(
  found: Case,
  attempts: Attempts,
  { property: { scope }, onShrink }: ShrinkOptions,
): Promise<Pick<Shrunk, "smallest" | "shrinks">> {
  let smallest = found, shrinks = 0;
  for (let level = 0; level < simplerConfigs(smallest.config, scope).length;) {
    if (level === 0) attempts.isShort = false;
    level = await pass(level) ? 0 : level + 1;
    if (attempts.stopped) break;
  }
  return { smallest, shrinks };

  /** Tries every change of a level once; whether one was taken. */
  async function pass(level: number): Promise<boolean> {
    const before = smallest, changes = new Set<string>();
    let left = simplerConfigs(smallest.config, scope)[level];
    while (left.length > 0 && !attempts.stopped) {
      const [next] = left, failing = await attempts.failing(next, smallest.config);
      changes.add(next.change);
      if (failing) {
        smallest = failing;
        shrinks++;
        onShrink?.(smallest.config, attempts.spent.tried);
        left = simplerConfigs(smallest.config, scope)[level];
      }
      left = left.filter(({ change }) => !changes.has(change));
    }
    return smallest !== before;
  }
}
