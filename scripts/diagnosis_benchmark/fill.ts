import { mean, MECHANISMS, prng } from "../../src/core/mod.ts";
import { pairOf } from "./candidate.ts";
import { CONTROL_KINDS, drawControl, isControl } from "./controls.ts";
import type { Entry, Slot } from "./entry.ts";
import { INJECTIONS } from "./injections/mod.ts";
import { fails, outcomeOf, type Setting } from "./run.ts";
import { failureOf, type Pair } from "./trial.ts";

/** A slot that so many candidates do not fill stays empty ... */
const CANDIDATES = 160;
/** ... and after so many of one variant the next is tried. */
const OF_VARIANT = 40;

/** The first candidate of a slot that is what it was meant to be; null if there is none. The same for the same slot. */
export async function fill(slot: Slot): Promise<Entry | null> {
  for (let attempt = 0; attempt < CANDIDATES; attempt++) {
    const entry = slot.cause === null ? await tryControl(slot, attempt) : await tryCandidate(slot, attempt);
    if (entry) return entry;
  }
  return null;
}

async function tryCandidate({ half, seed, cause, index }: Slot, attempt: number): Promise<Entry | null> {
  const { variants } = INJECTIONS[cause!], place = MECHANISMS.indexOf(cause!);
  const turn = seed % variants.length + index + Math.floor(attempt / OF_VARIANT);
  const candidate = variants[turn % variants.length](prng(seed, place, index, attempt)), pair = pairOf(candidate);
  const judgement = await failureOf(pair, seed);
  if (judgement === null) return null;
  const { config, backend, subject } = pair.injected, { base, change } = candidate;
  const clipping = change.field === "model.recurrentInit.gain" && cause === "exploding-gradient"
    ? await clippingOf(pair)
    : undefined;
  const entry = { id: `${half}/${cause}/${index}`, half, cause, config, backend, judgement, injected: change, base };
  return { ...entry, ...subject !== undefined && { subject }, ...clipping && { clipping } };
}

async function tryControl({ half, seed, index }: Slot, attempt: number): Promise<Entry | null> {
  const kind = CONTROL_KINDS[index % CONTROL_KINDS.length];
  const config = drawControl(prng(seed, MECHANISMS.length, index, attempt), kind), backend = "wasm" as const;
  if (!await isControl({ config, backend }, { kind, seed })) return null;
  return { id: `${half}/${kind}/${index}`, half, cause: null, config, backend, judgement: "stable", kind };
}

async function clippingOf({ base, injected }: Pair): Promise<Entry["clipping"]> {
  const { trace } = await outcomeOf(base), max = +mean(trace.gradientNorm).toPrecision(3), { config } = injected;
  const clip = { kind: "global-norm" as const, max };
  const clipped: Setting = { ...injected, config: { ...config, optimizer: { ...config.optimizer, clip } } };
  return { max, cures: !await fails(clipped) };
}
