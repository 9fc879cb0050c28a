import { InputError } from "../core/mod.ts";
import type { Optimizer } from "./optimizer.ts";
import type { Subject, SubjectSpec } from "./subject.ts";

/**
 * Makes the optimizer that a spec of kind "subject" stands for.
 *
 * @throws {InputError} if there is no subject, or what it returns is not an optimizer
 */
export function makeSubject(subject: Subject | undefined, spec: SubjectSpec): Optimizer {
  const name = spec.spec.kind === "subject" ? ` "${spec.spec.name}"` : "";
  if (!subject) {
    throw new InputError(
      "optimizer.kind",
      `must come with the optimizer that it names${name}: pass --subject=FILE#export, or the option \`subject\` ` +
        "to a function",
    );
  }
  const optimizer: unknown = subject(spec);
  if (isOptimizer(optimizer)) return optimizer;
  throw new InputError(
    "subject",
    `the subject${name} must return a tf.Optimizer, an object with a function applyGradients: it is ` +
      describe(optimizer),
  );
}

/** By its shape, not by its class: its module may have loaded a tfjs of its own. */
function isOptimizer(value: unknown): value is Optimizer {
  return typeof (value as Partial<Optimizer> | null | undefined)?.applyGradients === "function";
}

function describe(value: unknown): string {
  if (value instanceof Promise) return "a Promise, so let the subject be no async function";
  if (typeof value === "function") return "a function, so call it, with new if it is a class";
  if (value === null || typeof value !== "object") return String(value);
  return `an object of ${value.constructor?.name ?? "no class"} without one`;
}
