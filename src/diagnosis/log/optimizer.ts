import { type DampedRule, decayOf, defaultRule, isPlain, type KnownRun, stabilityBound } from "../../core/mod.ts";

/** What the theory says of the optimizer with the numbers that are known. */
export interface KnownRule {
  /** The stability bound: rate x curvature is stable below it. */
  bound: number;
  /** What of its numbers was not told but assumed, such as "beta1 0.9". */
  assumed: string[];
  /** The share of the mean square of gradients that is left after an update, if it has one that decays. */
  keeps?: { name: "beta2" | "decay"; value: number; isAssumed: boolean };
}

/** Whether a rule has a mean square of gradients that decays; undefined if the rule is not known. */
export function hasDecay({ optimizer }: KnownRun): boolean | undefined {
  return optimizer && decayOf(defaultRule(optimizer)) !== undefined;
}

/** Whether a rule divides by its gradients, so that no gradient makes a step longer than some rates. */
export function isAdaptive({ optimizer }: KnownRun): boolean {
  return optimizer !== undefined && !isPlain(defaultRule(optimizer));
}

/** Undefined if the rule is not known. */
export function knownRule(known: KnownRun): KnownRule | undefined {
  const { optimizer } = known;
  if (optimizer === undefined) return undefined;
  const spec = defaultRule(optimizer), usual = spec as DampedRule & Record<string, number>, rule = { ...usual };
  const assumed: string[] = [], decay = decayOf(spec);
  for (const name of ["momentum", "beta1"] as const) {
    if (!(name in usual)) continue;
    if (known[name] === undefined) assumed.push(`${name} ${usual[name]}`);
    else rule[name] = known[name];
  }
  const told = decay && known[decay.name];
  const keeps = decay && { ...decay, ...told !== undefined && { value: told }, isAssumed: told === undefined };
  return { bound: stabilityBound(rule as DampedRule), assumed, ...keeps && { keeps } };
}
