import { type Course, type Curve, type KnownRun, mean, median, updatesPerEpoch } from "../../core/mod.ts";
import { type Assessment, judgeCurve, smoothCurve, type SmoothedCurve, THRESHOLDS } from "../../stability/mod.ts";

/** How the loss rose, by the smoothed points of the log; steps are the log's own. */
export interface Rise {
  /** Where it is seen. */
  onset: number;
  lossAtBest: number;
  stepOfBest: number;
  lossAtWorst: number;
  stepOfWorst: number;
  /** From here on at least nine tenths of the fall were done. */
  quietFrom: number;
  /** The largest part of the rise, in ln loss, that came between two points of the log, 0..1 ... */
  jump: number;
  /** ... and the updates between these; absent if they are not known, or if noise hides single points. */
  updatesOfJump?: number;
  /** Best accuracy before the onset, at the worst loss, and the median from the onset on; absent if it is not known. */
  accuracy?: { before: number; atWorst: number; after: number };
}

/** A log, what is known of its run, and what it shows. */
export interface Reading {
  curve: Curve;
  known: KnownRun;
  assessment: Assessment;
  /** The loss before the first update, noise taken off. */
  start: number;
  best: number;
  end: number;
  /** The highest loss, finite; of a noisy log smoothed. */
  peak: number;
  /** Whether the loss came down to .7 of its start. */
  learned: boolean;
  /** Where the loss of a run without progress goes in the end. */
  trend: "driven-up" | "falling" | "level";
  course: Course;
  rise?: Rise;
  /** The best and the last accuracy, smoothed; absent if there is none. */
  accuracy?: { best: number; end: number };
}

/** A loss this many times its best has risen before it became non-finite. */
const GREW = 2;
/** A rise that is less than a late rise counts if this share of it, or of the fall before it, is there at the end. */
const DRIFTED = 0.5;
/** An accuracy this far under its best is kept. */
const KEPT = 0.02;
/** A flat loss is driven up if it ends this many times above its start, or was as high as that at any time ... */
const DRIVEN = { end: 1.2, peak: 1.5 };
/** ... and still falls if it has come down to this, and ends at its best within a hundredth of it. */
const FALLEN = 0.98;

/** Reads a curve. */
export function read(curve: Curve, known: KnownRun): Reading {
  const assessment = judgeCurve(curve), series = smoothCurve(curve), { loss, start } = series;
  const best = Math.min(...loss), accuracy = series.accuracy?.filter(Number.isFinite) ?? [];
  const end = endOf(loss),
    peak = Math.max(...(isNoisy(series) ? series : series.curve).loss),
    learned = best <= THRESHOLDS.learned * start,
    rise = riseOf(series, { curve, assessment, known });
  const reading: Omit<Reading, "course"> = {
    curve,
    known,
    assessment,
    start,
    best,
    end,
    peak,
    learned,
    trend: trendOf({ start, best, end, peak }),
    ...rise && { rise },
    ...accuracy.length > 0 && { accuracy: { best: Math.max(...accuracy), end: endOf(accuracy) } },
  };
  return { ...reading, course: courseOf(reading) };
}

function trendOf({ start, best, end, peak }: Pick<Reading, "start" | "best" | "end" | "peak">): Reading["trend"] {
  if (end >= DRIVEN.end * start || peak >= DRIVEN.peak * start) return "driven-up";
  return best <= FALLEN * start && end <= 1.01 * best ? "falling" : "level";
}

const endOf = (values: number[]) => mean(values.slice(-Math.max(1, Math.round(values.length / 10))));

function courseOf({ assessment: { judgement }, rise, start, end, learned }: Omit<Reading, "course">): Course {
  if (judgement === "no-progress") return "flat";
  if (judgement === "late-rise") return "collapse";
  if (!rise) return judgement === "stable" ? "none" : "non-finite";
  const { accuracy, lossAtBest, lossAtWorst } = rise, isKept = accuracy && accuracy.after >= accuracy.before - KEPT;
  if (judgement === "diverged") return !learned ? "blow-up" : isKept ? "drift" : "collapse";
  const height = Math.min(lossAtWorst, start) - lossAtBest, stays = end - lossAtBest >= DRIFTED * height;
  return !learned || !stays ? "none" : isKept ? "drift" : "collapse";
}

interface Source {
  curve: Curve;
  assessment: Assessment;
  known: KnownRun;
}

/** Undefined if the loss did not rise. */
function riseOf(series: SmoothedCurve, source: Source): Rise | undefined {
  const { step, loss, start } = series, { assessment } = source;
  const onset = assessment.onset ?? assessment.symptoms.find(({ name }) => name === "gentle-rise")?.onset;
  if (onset === undefined || loss.length === 0) return undefined;
  const after = step.findIndex((at) => at >= onset), at = after < 0 ? step.length - 1 : after;
  const best = lowestOf(loss, at), worst = highestFrom(loss, best);
  if (worst === best || (series.nonFinite !== undefined && loss[worst] < GREW * loss[best])) return undefined;
  const quiet = loss.findIndex((value) => value <= loss[best] + 0.1 * (start - loss[best]));
  return {
    onset,
    lossAtBest: loss[best],
    stepOfBest: step[best],
    lossAtWorst: loss[worst],
    stepOfWorst: step[worst],
    quietFrom: step[Math.min(quiet < 0 ? best : quiet, best)],
    ...jumpOf(series, { ...source, best, worst }),
    ...accuracyAround(series, { at, worst }),
  };
}

function lowestOf(loss: number[], to: number): number {
  return loss.reduce((at, value, i) => i <= to && value < loss[at] ? i : at, 0);
}

function highestFrom(loss: number[], from: number): number {
  return loss.reduce((at, value, i) => i > from && value > loss[at] ? i : at, from);
}

function isNoisy({ error }: SmoothedCurve): boolean {
  return error.some((value) => value > 0);
}

/** Between single points of a log without noise, else between smoothed ones. */
function jumpOf(series: SmoothedCurve, { known, best, worst }: Source & { best: number; worst: number }) {
  const { step, loss } = isNoisy(series) ? series : series.curve;
  const [from, to] = [series.step[best], series.step[worst]].map((at) => step.indexOf(at));
  let jump = 0, at = from;
  for (let i = from; i < to; i++) {
    const share = Math.log(loss[i + 1] / loss[i]);
    if (share > jump) [jump, at] = [share, i];
  }
  const updates = isNoisy(series) ? undefined : updatesBetween(known, step[at], step[at + 1]);
  const whole = Math.log(loss[to] / loss[from]);
  return { jump: whole > 0 ? Math.min(1, jump / whole) : 0, ...updates !== undefined && { updatesOfJump: updates } };
}

function accuracyAround(
  { accuracy = [] }: SmoothedCurve,
  { at, worst }: { at: number; worst: number },
): Pick<Rise, "accuracy"> {
  const [before, after] = [accuracy.slice(0, at), accuracy.slice(at)].map((list) => list.filter(Number.isFinite));
  if (before.length === 0 || !Number.isFinite(accuracy[worst])) return {};
  return { accuracy: { before: Math.max(...before), atWorst: accuracy[worst], after: median(after) } };
}

/** The update that a step of the log stands for; undefined if that is not known. */
export function updateAt(known: KnownRun, step: number): number | undefined {
  if (known.unit !== "epochs") return step;
  const per = updatesPerEpoch(known);
  return per === undefined ? undefined : step * per;
}

function updatesBetween(known: KnownRun, from: number, to: number): number | undefined {
  const [a, b] = [updateAt(known, from), updateAt(known, to)];
  return a === undefined || b === undefined ? undefined : b - a;
}
