import type { TrainingConfig } from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Case, runCase, type Until } from "./case.ts";
import type { Session } from "./session.ts";

/** How one case is run. */
export interface RunOptions {
  dropped?: AbortSignal;
  until?: Until;
}

/** Where cases are run. */
export interface Executor {
  /** How many cases run at a time. */
  readonly jobs: number;
  /**
   * Runs one case, or has it wait until there is room for it. What the optimizer throws is passed on.
   *
   * @param options `dropped`: once it is aborted nobody wants the case any more, and it is not begun; `until`: as of
   * {@linkcode runCase}
   */
  run(property: StabilityProperty, config: TrainingConfig, options?: RunOptions): Promise<Case>;
  /** Ends everything; what is not done is cut. */
  close(): void;
}

/** Runs cases on this thread, where no two may run at a time. */
export function inProcess(session: Session): Executor {
  const closed = new AbortController();
  const signal = AbortSignal.any([closed.signal, ...session.signal ? [session.signal] : []]);
  return {
    jobs: 1,
    run: (property, config, { until } = {}) => runCase(property, config, { ...session, signal, until }),
    close: () => closed.abort(),
  };
}
