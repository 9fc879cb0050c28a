import { knownDefect } from "../conformance/mod.ts";
import {
  type FailureRecord,
  inScope,
  type LossSpec,
  type OwnDataSpec,
  prng,
  recordTraces,
  type RuleSpec,
} from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import type { Case, Tally } from "./case.ts";
import { claimOn, type Ground, isOn } from "./claims.ts";
import { VERSIONS } from "./environment.ts";
import { generate } from "./generate.ts";
import { pursue, type PursueOptions } from "./pursue.ts";
import { digestsOf } from "./replay.ts";
import type { CheckEvent, Failure, PropertyResult } from "./run_details.ts";
import type { StoredFailure } from "./store.ts";

/** What is checked of what. */
export interface Item {
  property: StabilityProperty;
  rule: RuleSpec;
}

/** How one property is checked for one optimizer. */
export interface CheckPropertyOptions extends Omit<PursueOptions, "path"> {
  /** Cases to judge for each that the property asks for. */
  runs: number;
  loss: LossSpec["kind"];
  /** What the check is on. */
  ground: Ground;
  /** All of one's own data, to be taken in place of generated data. */
  data?: OwnDataSpec;
  /** Failures of earlier checks, to be tried again first. */
  stored: readonly StoredFailure[];
  onEvent: (event: CheckEvent) => void;
  /** Told of each case that counts. */
  onCase: (tally: Tally) => void;
}

/** What came of it. */
export interface CheckedProperty {
  result: PropertyResult;
  /** Stored failures that hold now: their files. */
  mended: string[];
}

/** Tries the stored failures of a property and an optimizer again, then generated cases, and pursues the first violation. */
export async function checkProperty(item: Item, options: CheckPropertyOptions): Promise<CheckedProperty> {
  const { rule } = item, mended: string[] = [], claim = claimOn(item.property, options.ground);
  const property = typeof claim === "string" ? item.property : claim;
  const result: PropertyResult = { property, rule, outcome: "holds", judged: 0, skipped: 0, known: 0 };
  if (!property.appliesTo(rule)) return { result: { ...result, outcome: "not-applicable" }, mended };
  if (typeof claim === "string") return { result: { ...result, outcome: "not-applicable", reason: claim }, mended };
  const old = await tryStored({ property, rule }, options, mended);
  if (old) return { result: { ...result, outcome: "violated", judged: 1, failure: old }, mended };
  const seed = prng(options.seed, ...text(property.name), ...text(rule.kind)).uint32() | 0;
  const { loss, data, ground, runs } = options, cases = runs * property.cases;
  const generated = await generate({ property, rule, loss, data, name: ground.problem, seed, runs: cases }, options);
  const { judged, skipped, known, failure, inconclusive } = generated;
  Object.assign(result, { judged, skipped, known });
  if (failure) {
    const { case: found, ...where } = failure;
    Object.assign(result, { outcome: "violated", failure: await pursue(property, found, { ...options, ...where }) });
  } else if (inconclusive) {
    Object.assign(result, { outcome: "inconclusive", reason: inconclusive });
  } else {
    const mustShow = !ground.data && ground.problem === undefined;
    Object.assign(result, defectOutcome(item, { ...result, mustShow }));
  }
  return { result, mended };
}

/**
 * A declared defect that showed is known; one that did not show, though its property was judged, is out of date. On what
 * is one's own it need not show.
 */
function defectOutcome(
  { property, rule }: Item,
  { known, judged, mustShow }: PropertyResult & { mustShow: boolean },
): Partial<PropertyResult> {
  const defect = knownDefect(rule, property.name);
  if (!defect) return {};
  if (known > 0) return { outcome: "known", defect };
  if (!mustShow) return {};
  const reason =
    `the known defect did not show in ${judged} cases: strike it from the list of known defects (${defect.reason})`;
  return { outcome: "violated", defect, reason };
}

/** Tries the stored failures of this property and rule again; gives the first that still fails. */
async function tryStored(
  { property, rule }: Item,
  { stored, executor, backend, ground, onEvent, onCase }: CheckPropertyOptions,
  mended: string[],
): Promise<Failure | undefined> {
  for (const { file, record } of stored) {
    const { optimizer } = record.config;
    const same = rule.kind === "subject"
      ? optimizer.kind === "subject" && optimizer.name === rule.name
      : optimizer.kind === rule.kind;
    if (record.property !== property.name || !same || !isOn(record.config, ground)) continue;
    if (!inScope(record.config, property.scope)) continue;
    const again = await executor.run(property, record.config), { verdict } = again;
    if (again.cut) return undefined;
    onCase(again.tally);
    if (verdict.kind !== "violated") {
      mended.push(file);
      continue;
    }
    onEvent({ kind: "failure", property, config: record.config, verdict });
    const digests = await digestsOf(again), found = { original: record.original, verdict, flaky: false };
    const isSame = JSON.stringify(digests) === JSON.stringify(record.digests);
    const kept = isSame ? record : ofOtherBits(record, { digests, backend, runs: again.runs });
    if (!again.lost) return { ...found, record: kept, file };
    // To replay it from its file would cost the thread that does.
    return { ...found, record: { ...kept, failure: verdict.failure, witness: verdict.witness } };
  }
}

/** A record of a failure that fails with other bits now; what was found out of the old ones need not be so of these. */
function ofOtherBits(
  { explanation: _, ...record }: FailureRecord,
  { runs, ...here }: Pick<FailureRecord, "digests" | "backend"> & Pick<Case, "runs">,
): FailureRecord {
  return { ...record, ...here, versions: VERSIONS, traces: recordTraces(runs.map(({ trace }) => trace)) };
}

function text(name: string): number[] {
  return Array.from(name, (letter) => letter.charCodeAt(0));
}
