import { defaultRule, InputError, inScope, OPTIMIZERS, prng, type RuleSpec, type Scope } from "../core/mod.ts";
import { useBackend } from "../kernels/mod.ts";
import { PROPERTIES, type StabilityProperty } from "../stability/mod.ts";
import { emptyTally, runCase, type Session } from "./case.ts";
import { generate } from "./generate.ts";
import { knownDefect } from "./known_defects.ts";
import type { CheckOptions } from "./options.ts";
import { CI_SEED, EFFORT, type Effort } from "./profiles.ts";
import { pursue } from "./pursue.ts";
import { digestsOf, propertyNamed } from "./replay.ts";
import type { Failure, PropertyResult, RunDetails } from "./run_details.ts";
import { defaultStore, type StoredFailure, storedFailures, storeFailure } from "./store.ts";

/**
 * Checks stability properties of optimizers: for each property and optimizer, stored failures are tried again, new
 * cases are generated, the first violation is run again, shrunk and stored.
 *
 * A violation is a result, never an exception; a check that was interrupted, or whose cases said too little, is
 * inconclusive.
 *
 * @throws {InputError} if an option is not what it must be
 */
export async function checkStability(options: CheckOptions = {}): Promise<RunDetails> {
  const start = performance.now(), plan = await planned(options), { session, work } = plan;
  const backend = await useBackend(session.backend);
  const details: RunDetails = {
    outcome: "holds",
    results: [],
    ...session.tally,
    seed: plan.seed,
    profile: plan.profile,
    backend,
    elapsed: 0,
    mended: [],
  };
  options.onEvent?.({ kind: "started", total: work.length, seed: plan.seed, backend });
  for (const [index, item] of work.entries()) {
    options.onEvent?.({ kind: "property", ...item, index, total: work.length });
    const result = await checkOne(item, plan, details);
    details.results.push(result);
    options.onEvent?.({ kind: "result", result });
  }
  const outcomes = details.results.map(({ outcome }) => outcome);
  if (outcomes.includes("violated")) details.outcome = "violated";
  else if (outcomes.includes("inconclusive")) details.outcome = "inconclusive";
  return { ...details, ...session.tally, elapsed: performance.now() - start };
}

interface Item {
  property: StabilityProperty;
  rule: RuleSpec;
}

interface Plan {
  options: CheckOptions;
  effort: Effort;
  profile: RunDetails["profile"];
  seed: number;
  session: Session;
  work: Item[];
  store: string | false;
  stored: StoredFailure[];
}

async function planned(options: CheckOptions): Promise<Plan> {
  const profile = options.profile ?? "quick", ci = profile === "ci";
  const effort = Object.fromEntries(
    Object.entries(EFFORT[profile]).map(([name, value]) => [name, options[name as keyof Effort] ?? value]),
  ) as unknown as Effort;
  const seed = options.seed ?? (ci ? CI_SEED : crypto.getRandomValues(new Uint32Array(1))[0] >>> 1);
  const tally = emptyTally();
  const session: Session = {
    backend: options.backend ?? (ci ? "wasm" : "auto"),
    subject: options.optimizer,
    signal: options.signal,
    deadline: options.timeLimit === undefined ? undefined : performance.now() + options.timeLimit * 1e3,
    tally,
    onTraining: ({ trainings, steps }) => options.onEvent?.({ kind: "training", trainings, steps }),
  };
  const store = options.store ?? await defaultStore();
  const stored = store === false ? [] : await storedFailures(store);
  return { options, effort, profile, seed, session, work: workOf(options), store, stored };
}

/** Every property for every rule. */
function workOf({ optimizer, name, like = "adam", optimizers = OPTIMIZERS, ...options }: CheckOptions): Item[] {
  const rules: RuleSpec[] = optimizer
    ? [{ kind: "subject", name: name ?? (optimizer.name || "subject"), like }]
    : optimizers.map(defaultRule);
  if (rules.length === 0) throw new InputError("optimizers", `must name at least one of ${OPTIMIZERS.join(", ")}`);
  const properties = (options.properties?.map((name) => propertyNamed(name)) ?? PROPERTIES)
    .map((property) => ({ ...property, scope: narrowed(property.scope, options) }));
  return properties.flatMap((property) => rules.map((rule) => ({ property, rule })));
}

/** A property's scope with what the options say in its place. */
function narrowed(scope: Scope, options: CheckOptions): Scope {
  const { rates = scope.rates, cells = scope.cells, classes = scope.classes, labels = scope.labels } = options;
  return { ...scope, rates, cells, classes, labels, steps: { ...scope.steps, ...options.steps } };
}

async function checkOne(item: Item, plan: Plan, details: RunDetails): Promise<PropertyResult> {
  const { property, rule } = item, { options, effort, session } = plan;
  const result: PropertyResult = { property, rule, outcome: "holds", judged: 0, skipped: 0, known: 0 };
  if (!property.appliesTo(rule)) return { ...result, outcome: "not-applicable" };
  const old = await tryStored(item, plan, details);
  if (old) return { ...result, outcome: "violated", judged: 1, failure: old };
  const seed = prng(plan.seed, ...text(property.name), ...text(rule.kind)).uint32() | 0;
  const generated = await generate(
    { ...item, loss: options.loss ?? "cross-entropy", seed, runs: effort.runs * property.cases },
    session,
  );
  const { judged, skipped, known } = generated;
  Object.assign(result, { judged, skipped, known });
  if (generated.failure) {
    const { case: found, ...where } = generated.failure;
    options.onEvent?.({ kind: "failure", property, config: found.config, verdict: found.verdict });
    const onShrink = (config: Failure["original"], tried: number) =>
      options.onEvent?.({ kind: "shrunk", config, tried });
    const failure = await pursue(property, found, {
      session,
      ...effort,
      ...where,
      onShrink,
      recipe: options.recipe,
    });
    if (plan.store !== false && !failure.flaky) failure.file = await storeFailure(plan.store, failure.record);
    return { ...result, outcome: "violated", failure };
  }
  if (generated.inconclusive) return { ...result, outcome: "inconclusive", reason: generated.inconclusive };
  return { ...result, ...defectOutcome(item, result) };
}

/** A declared defect that showed is known; one that did not show, though its property was judged, is out of date. */
function defectOutcome({ property, rule }: Item, { known, judged }: PropertyResult): Partial<PropertyResult> {
  const defect = knownDefect(rule, property.name);
  if (!defect) return {};
  if (known > 0) return { outcome: "known", defect };
  const reason =
    `the known defect did not show in ${judged} cases: strike it from the list of known defects (${defect.reason})`;
  return { outcome: "violated", defect, reason };
}

/** Tries the stored failures of this property and rule again; gives the first that still fails. */
async function tryStored({ property, rule }: Item, plan: Plan, details: RunDetails): Promise<Failure | undefined> {
  for (const { file, record } of plan.stored) {
    const { optimizer } = record.config;
    const same = rule.kind === "subject"
      ? optimizer.kind === "subject" && optimizer.name === rule.name
      : optimizer.kind === rule.kind;
    if (record.property !== property.name || !same || !inScope(record.config, property.scope)) continue;
    const again = await runCase(property, record.config, plan.session);
    if (again.cut) return undefined;
    if (again.verdict.kind !== "violated") {
      details.mended.push(file);
      continue;
    }
    plan.options.onEvent?.({ kind: "failure", property, config: record.config, verdict: again.verdict });
    const digests = await digestsOf(again);
    return { original: record.original, verdict: again.verdict, flaky: false, record: { ...record, digests }, file };
  }
}

function text(name: string): number[] {
  return Array.from(name, (letter) => letter.charCodeAt(0));
}
