import type { CheckEvent } from "../check/mod.ts";
import { ruleName } from "../report/mod.ts";
import { showProgress, warn } from "./output.ts";

/**
 * Tells a check's progress: failures at once, and elsewhere than on a terminal a line for each result.
 *
 * @param signal once it is aborted, results tell nothing
 */
export function tellEvents(signal: AbortSignal): (event: CheckEvent) => void {
  const terminal = Deno.stderr.isTerminal();
  let label = "", stored = "";
  return (event) => {
    switch (event.kind) {
      case "started":
        return warn(`seed ${event.seed}, backend ${event.backend.name}, ${event.total} checks`);
      case "property":
        label = `[${event.index + 1}/${event.total}] ${event.property.name} / ${ruleName(event.rule)}`;
        return showProgress(label);
      case "training":
        return showProgress(`${label}: ${event.trainings} trainings`);
      case "failure": {
        const { kind } = event.verdict, what = kind === "violated" ? event.verdict.witness : kind;
        return warn(`violated: ${label || event.property.name}: ${what}`);
      }
      case "shrunk":
        return showProgress(`${label && `${label}: `}shrinking, ${event.tried} tried`);
      case "explaining":
        return showProgress(`${label && `${label}: `}explaining, ${event.tried} tried`);
      case "stored":
        if (event.file !== stored) warn(`stored: ${stored = event.file}`);
        return;
      case "result":
        if (!terminal && !signal.aborted) warn(`${label}: ${event.result.outcome}, ${event.result.judged} judged`);
    }
  };
}
