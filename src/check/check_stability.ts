import {
  type BackendInfo,
  defaultRule,
  InputError,
  OPTIMIZER_KINDS,
  OPTIMIZERS,
  type RuleSpec,
  type Scope,
} from "../core/mod.ts";
import { ownDataSpec } from "../data/mod.ts";
import { useBackend } from "../kernels/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import { addTally, emptyTally, type Tally } from "./case.ts";
import { claimOn, type Ground } from "./claims.ts";
import { type CheckedProperty, checkProperty, type CheckPropertyOptions, type Item } from "./check_property.ts";
import { Held, InOrder } from "./in_order.ts";
import { jobsFor, openExecutor } from "./jobs.ts";
import type { CheckOptions } from "./options.ts";
import { CI_SEED, EFFORT, type Effort } from "./profiles.ts";
import { propertyNamed } from "./properties.ts";
import type { CheckEvent, RunDetails } from "./run_details.ts";
import { defaultStore, storedFailures, type UnreadFile } from "./store.ts";

/**
 * Checks stability properties of optimizers: for each property and optimizer, stored failures are tried again, new
 * cases are generated, the first violation is run again, shrunk and stored.
 *
 * A violation is a result, never an exception; a check that was interrupted, or whose cases said too little, is
 * inconclusive. The results, and the order of the events, are the same however many cases run at a time.
 *
 * @throws {InputError} if an option is not what it must be
 * @throws what an optimizer throws
 */
export async function checkStability(options: CheckOptions = {}): Promise<RunDetails> {
  const start = performance.now(), plan = await planned(options), { work, backend, executor } = plan;
  const tally = emptyTally(), said = new Map(work.map((item) => [item, new Held<Said>()]));
  const { seed, profile } = plan, onEvent = options.onEvent ?? (() => {});
  const details: RunDetails = {
    outcome: "holds",
    results: [],
    ...tally,
    seed,
    profile,
    backend,
    ...plan.ground.data && { data: plan.ground.data.name },
    ...plan.ground.problem !== undefined && { problem: plan.ground.problem },
    elapsed: 0,
    mended: [],
    unread: plan.unread,
  };
  onEvent({ kind: "started", total: work.length, seed, backend });
  const tell = (said: Said) => {
    if (said.kind !== "case") return onEvent(said);
    addTally(tally, said.tally);
    onEvent({ kind: "training", trainings: tally.trainings, steps: tally.steps });
  };
  const checks = new InOrder(work, { width: executor.jobs, task: (item) => plan.check(item, said.get(item)!) });
  try {
    for (const [index, item] of work.entries()) {
      onEvent({ kind: "property", ...item, index, total: work.length });
      said.get(item)!.listen(tell);
      const { result, mended } = await checks.next();
      details.results.push(result);
      details.mended.push(...mended);
      onEvent({ kind: "result", result });
    }
  } finally {
    executor.close();
    await checks.end();
  }
  const outcomes = details.results.map(({ outcome }) => outcome);
  if (outcomes.includes("violated")) details.outcome = "violated";
  else if (outcomes.includes("inconclusive")) details.outcome = "inconclusive";
  return { ...details, ...tally, elapsed: performance.now() - start };
}

/**
 * Whether a check with these options would claim anything by a property: of one of the optimizers, on what it is on.
 *
 * @throws {InputError} if there is no such property, or an option is not what it must be
 */
export function isClaimed(property: string, options: CheckOptions = {}): boolean {
  const ground = groundOf(options), work = workOf({ ...options, properties: [property] });
  return work.map(({ property, rule }) => ({ claim: claimOn(property, ground), rule }))
    .some(({ claim, rule }) => typeof claim !== "string" && claim.appliesTo(rule));
}

/** What a check of one property says meanwhile. */
type Said = CheckEvent | { kind: "case"; tally: Tally };

interface Plan {
  profile: RunDetails["profile"];
  seed: number;
  backend: BackendInfo;
  work: Item[];
  ground: Ground;
  executor: CheckPropertyOptions["executor"];
  unread: UnreadFile[];
  check: (item: Item, said: Held<Said>) => Promise<CheckedProperty>;
}

async function planned(options: CheckOptions): Promise<Plan> {
  const { profile = "quick", optimizer, module, signal, timeLimit, loss = "cross-entropy", recipe } = options;
  const ci = profile === "ci", effort = effortOf(options, profile), work = workOf(options);
  const seed = options.seed ?? (ci ? CI_SEED : crypto.getRandomValues(new Uint32Array(1))[0] >>> 1);
  const ground = groundOf(options);
  const deadline = timeLimit === undefined ? undefined : performance.now() + timeLimit * 1e3;
  const store = options.store ?? await defaultStore();
  const { failures: stored, unread } = store === false ? { failures: [], unread: [] } : await storedFailures(store);
  const backend = await useBackend(options.backend ?? (ci ? "wasm" : "auto"));
  const cases = work.map(({ property }) => ({ property, cases: effort.runs * property.cases }));
  const executor = await openExecutor({
    backend,
    jobs: jobsFor(options.jobs, { backend, work: cases }),
    optimizer,
    ...module !== undefined && { subject: { module, name: options.name ?? module } },
    makeProblem: options.problem,
    ...options.problemModule !== undefined && { problem: { module: options.problemModule, name: ground.problem! } },
    data: options.data,
    caseTimeout: options.caseTimeout,
    signal,
    deadline,
  });
  const data = options.data && ownDataSpec(options.data);
  const shared = { ...effort, executor, backend, signal, deadline, seed, loss, ground, data, recipe, store, stored };
  const check = (item: Item, said: Held<Said>) =>
    checkProperty(item, {
      ...shared,
      onEvent: (event) => said.say(event),
      onCase: (tally) => said.say({ kind: "case", tally }),
    });
  return { profile, seed, backend, work, ground, executor, unread, check };
}

function groundOf(options: CheckOptions): Ground {
  const { data, problem, problemModule, problemName } = options;
  if (problem && problemModule !== undefined) throw new InputError("problemModule", "must be left out beside problem");
  if (data && options.classes) throw new InputError("classes", "must be left out beside data: they have theirs");
  if (!problem && problemModule === undefined) return { data };
  const beside = (["data", "cells", "classes", "labels", "loss"] as const).find((name) => options[name] !== undefined);
  if (beside) throw new InputError(beside, "must be left out beside a problem of one's own: it has what it needs");
  return { problem: problemName ?? problemModule ?? (problem!.name || "problem") };
}

function effortOf(options: CheckOptions, profile: RunDetails["profile"]): Effort {
  const { runs, maxShrinks, maxWork, shrinkTime } = EFFORT[profile];
  return {
    runs: options.runs ?? runs,
    maxShrinks: options.maxShrinks ?? maxShrinks,
    maxWork: options.maxWork ?? maxWork,
    shrinkTime: options.shrinkTime ?? shrinkTime,
  };
}

/** Every property for every rule. */
function workOf({ optimizer, module, name, like = "adam", optimizers = OPTIMIZERS, ...options }: CheckOptions): Item[] {
  if (optimizer && module !== undefined) throw new InputError("module", "must be left out beside optimizer");
  const subject = module ?? (optimizer && (optimizer.name || "subject"));
  const rules: RuleSpec[] = subject === undefined
    ? optimizers.map(defaultRule)
    : [{ kind: "subject", name: name ?? subject, like }];
  if (rules.length === 0) throw new InputError("optimizers", `must name at least one of ${OPTIMIZER_KINDS.join(", ")}`);
  const properties = (options.properties?.map((name) => propertyNamed(name)) ?? PROPERTIES)
    .map((property) => ({ ...property, scope: narrowed(property.scope, options) }));
  return properties.flatMap((property) => rules.map((rule) => ({ property, rule })));
}

/** A property's scope with what the options say in its place. */
function narrowed(scope: Scope, options: CheckOptions): Scope {
  // The rates of quadratics are told by their exact bound.
  if (scope.problem !== "classifier") return scope;
  const { rates = scope.rates, cells = scope.cells, classes = scope.classes, labels = scope.labels } = options;
  return { ...scope, rates, cells, classes, labels, steps: { ...scope.steps, ...options.steps } };
}
