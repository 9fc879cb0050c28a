import type { Field } from "../arbitraries/mod.ts";
import type { FieldRole, TrainingConfig } from "../core/mod.ts";

/** What a candidate says: it fails in the same way, the property holds, or nothing of either. */
export type Said = "fails" | "holds" | "nothing";

/** Limits of an explanation, and who is asked. */
export interface ExplainOptions {
  /** What a candidate says; undefined if there was no time to find that out, or it is best to stop. */
  says: (candidate: TrainingConfig) => Promise<Said | undefined>;
  /** Candidates that may be tried. */
  most: number;
  /** ms of `performance.now()`. */
  deadline: number;
  signal?: AbortSignal;
  onTry?: (tried: number, candidate: TrainingConfig) => void;
}

/** Candidates that an explanation tries at most. */
export const MOST_TRIES = 30;
/** Values with which it must fail before no more are tried. */
const ENOUGH = 2;

/**
 * Which fields matter to a failure: each is given other values, all else as it is. A value of every field is tried before a
 * second one of any, and none of a field that has shown that it matters, so that the limit costs as few fields as it can.
 */
export async function explain(fields: readonly Field[], options: ExplainOptions): Promise<FieldRole[]> {
  const { says, most, deadline, signal, onTry } = options;
  const shown = fields.map(({ path }): Omit<FieldRole, "role"> => ({ field: path, fails: [], holds: [] }));
  let tried = 0;
  for (const { field, value, known } of inRounds(fields, shown)) {
    if (tried >= most || signal?.aborted || performance.now() > deadline) break;
    const candidate = field.at(value), said = await says(candidate);
    if (said === undefined) break;
    if (said !== "nothing") known[said].push(value);
    tried++;
    onTry?.(tried, candidate);
  }
  return shown.map(({ field, fails, holds }) => ({ field, role: roleOf({ fails, holds }), fails, holds }));
}

/** The next value of each field in turn, until nothing is open. What `shown` holds when a field's turn comes decides. */
function* inRounds(fields: readonly Field[], shown: readonly Omit<FieldRole, "role">[]) {
  const rounds = Math.max(0, ...fields.map(({ others }) => others.length));
  for (let round = 0; round < rounds; round++) {
    for (const [i, field] of fields.entries()) {
      const known = shown[i], isTold = known.holds.length > 0 || known.fails.length >= ENOUGH;
      if (!isTold && round < field.others.length) yield { field, known, value: field.others[round] };
    }
  }
}

function roleOf({ fails, holds }: Pick<FieldRole, "fails" | "holds">): FieldRole["role"] {
  return holds.length > 0 ? "matters" : fails.length > 0 ? "any" : "not-told";
}
