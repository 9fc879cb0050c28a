import {
  type BackendInfo,
  departure,
  type FailureRecord,
  lastRecorded,
  type RecordedTrace,
  type TraceDifference,
  traceDigest,
  type Verdict,
} from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import { type BackendName, useBackend } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import { type Case, runCase } from "./case.ts";
import { environmentDifferences } from "./environment.ts";
import { propertyNamed } from "./properties.ts";

/** How a record is run again. */
export interface ReplayOptions {
  /** Default: the record's own; bits are promised on that only. */
  backend?: BackendName;
  /** What the record's `subject` stands for. */
  subject?: Subject;
  /** What the record's data of source "own" stand for; others than those of its digest are refused. */
  data?: OwnData;
  /** What the record's problem "own" stands for. */
  problem?: ProblemMaker;
  /** Cuts the replay: it has not reproduced then. */
  signal?: AbortSignal;
}

/** Where a replay leaves the recorded run. */
export interface Departure extends TraceDifference {
  /** The trace, from 1, in the order of the record's digests. */
  trace: number;
}

/** What came of running a record again. */
export interface Replay {
  /** True if every trace is bit-equal to the recorded one and the property is violated in the same way. */
  reproduced: boolean;
  /** What the property says of the traces of this run. */
  verdict: Verdict;
  /** Digests of the traces of this run, in the order of the record's. */
  digests: string[];
  /** What differs, in words; empty if it was reproduced. */
  differences: string[];
  /** For each trace with other bits the first number that differs, where the record tells. */
  departures: Departure[];
  /** How backend and versions differ from those of the record, in words; empty if they do not. */
  environment: string[];
  /** What it ran on. */
  backend: BackendInfo;
}

/** The digests of a case's traces, in planned order. */
export async function digestsOf({ runs }: Case): Promise<string[]> {
  return await Promise.all(runs.map(({ trace }) => traceDigest(trace)));
}

/**
 * Runs a recorded failure again, on its own backend unless another is asked for.
 *
 * @throws {InputError} if its property is unknown, or its subject, data or problem are not given
 */
export async function replay(record: FailureRecord, options: ReplayOptions = {}): Promise<Replay> {
  const property = propertyNamed(record.property, "record: property");
  const { backend = record.backend.name } = options, here = await useBackend(backend);
  const again = await runCase(property, record.config, { ...options, backend }), digests = await digestsOf(again);
  const { verdict } = again, departures = again.cut ? [] : departuresFrom(record, again, digests);
  const differences = again.cut
    ? [`the replay was cut: ${again.cut}`]
    : differencesFrom(record, { digests, departures, verdict });
  return {
    reproduced: differences.length === 0,
    verdict,
    digests,
    differences,
    departures,
    environment: environmentDifferences(record, here),
    backend: here,
  };
}

function departuresFrom({ digests, traces = [] }: FailureRecord, { runs }: Case, now: string[]): Departure[] {
  return traces.flatMap((recorded, i) => {
    if (i >= runs.length || now[i] === digests[i]) return [];
    const difference = departure(recorded, runs[i].trace);
    return difference ? [{ trace: i + 1, ...difference }] : [];
  });
}

function differencesFrom(
  record: FailureRecord,
  { digests, departures, verdict }: Pick<Replay, "digests" | "departures" | "verdict">,
): string[] {
  const differences: string[] = [];
  if (digests.length !== record.digests.length) {
    differences.push(`there are ${digests.length} traces in place of ${record.digests.length}`);
  }
  digests.forEach((digest, i) => {
    if (digest === record.digests[i]) return;
    const place = placeText(departures.find(({ trace }) => trace === i + 1), record.traces?.[i]);
    differences.push(`trace ${i + 1} of ${digests.length} has other bits${place}`);
  });
  const failure = verdict.kind === "violated" ? verdict.failure : verdict.kind;
  if (failure !== record.failure) differences.push(`the verdict is ${failure} in place of ${record.failure}`);
  return differences;
}

/** Where a trace with other bits departs, as far as the record tells. */
function placeText(departure: Departure | undefined, recorded: RecordedTrace | undefined): string {
  if (departure) {
    const { step, quantity, recorded: before = "nothing", now = "nothing" } = departure;
    return ` from step ${step} on: ${quantity} is ${now} in place of ${before}`;
  }
  if (!recorded) return "";
  if (!recorded.complete) return ` after step ${lastRecorded(recorded)}, the last that was recorded`;
  return " by its digest, though no number differs: the record was changed";
}
