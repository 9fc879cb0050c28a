import { type BackendInfo, type FailureRecord, traceDigest, type Verdict } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import { type Case, runCase } from "./case.ts";
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
  const { backend = record.backend.name } = options;
  const again = await runCase(property, record.config, { ...options, backend }), digests = await digestsOf(again);
  const differences: string[] = [], { verdict } = again;
  if (again.cut) differences.push(`the replay was cut: ${again.cut}`);
  else {
    if (digests.length !== record.digests.length) {
      differences.push(`there are ${digests.length} traces in place of ${record.digests.length}`);
    }
    digests.forEach((digest, i) => {
      if (digest !== record.digests[i]) differences.push(`trace ${i + 1} of ${digests.length} has other bits`);
    });
    const failure = verdict.kind === "violated" ? verdict.failure : verdict.kind;
    if (failure !== record.failure) differences.push(`the verdict is ${failure} in place of ${record.failure}`);
  }
  return { reproduced: differences.length === 0, verdict, digests, differences, backend: again.runs[0].trace.backend };
}
