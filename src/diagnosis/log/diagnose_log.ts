import {
  type Curve,
  digits,
  type Evidence,
  type KnownRun,
  type LogDiagnosis,
  type LogFinding,
  type Mechanism,
  MECHANISMS,
  parseKnownRun,
} from "../../core/mod.ts";
import { LOG_RULES } from "./clues/mod.ts";
import { hasDecay } from "./optimizer.ts";
import { periodicity } from "./periodicity.ts";
import { read, type Reading, updateAt } from "./reading.ts";
import { reproductionOf } from "./reproduction.ts";

/** A mechanism is supported from this sum of clues on, and refuted from its negative down. */
const SURE = 2;

/**
 * What may be behind the curve of a training in any framework, by the curve and by what is known of the run: the mechanisms,
 * ranked by their clues, with the experiment that would tell, and a training of ours to try. Nothing is trained,
 * so nothing is proven.
 *
 * @param curve as {@linkcode parseLog} gives it
 * @param known what is known of the run
 * @throws {InputError} if the curve is empty or its arrays are not of one length, or what is known is out of range
 */
export function diagnoseLog(curve: Curve, known: KnownRun = {}): LogDiagnosis {
  const reading = read(curve, parseKnownRun(known)), { assessment, course } = reading;
  return {
    unproven: true,
    ...assessment,
    course,
    reading: numbersOf(reading),
    known: reading.known,
    findings: course === "none" ? [] : MECHANISMS.map((mechanism) => findingOf(mechanism, reading)).sort(byRank),
    notes: notesOf(reading),
    missing: course === "none" ? [] : missingOf(reading),
    reproduction: course === "none" ? null : reproductionOf(reading),
  };
}

function findingOf(mechanism: Mechanism, reading: Reading): LogFinding {
  const rule = LOG_RULES[mechanism], clues = rule.clues(reading);
  const score = clues.reduce((sum, { weight }) => sum + weight, 0);
  const standing = score >= SURE ? "supported" : score <= -SURE ? "refuted" : "unknown";
  return { mechanism, standing, score, clues, experiment: rule.experiment(reading) };
}

/** The highest score first; of equals the more specific. */
function byRank(a: LogFinding, b: LogFinding): number {
  return b.score - a.score || MECHANISMS.indexOf(a.mechanism) - MECHANISMS.indexOf(b.mechanism);
}

function numbersOf({ start, best, end, accuracy, rise }: Reading): Evidence {
  const numbers = {
    lossAtStart: start,
    lossAtBest: best,
    lossAtEnd: end,
    ...rise && { stepOfBest: rise.stepOfBest, lossAtWorst: rise.lossAtWorst, stepOfWorst: rise.stepOfWorst },
    ...rise && { quietFrom: rise.quietFrom, largestJump: rise.jump },
    ...accuracy && { accuracyAtBest: accuracy.best, accuracyAtEnd: accuracy.end },
  };
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isFinite(value)));
}

/** What is no defect, or cannot be blamed on a mechanism. */
function notesOf({ assessment: { symptoms, judgement }, course, known, curve, trend }: Reading): string[] {
  const notes: string[] = [], names = symptoms.map(({ name }) => name);
  if (judgement === "stable" && names.includes("oscillation")) {
    notes.push(
      "The loss bounces while it falls, as at the edge of stability, where the curvature hovers at its bound: a training that " +
        "comes back by itself has no defect. A lower rate makes it smooth, and is not needed.",
    );
  }
  if (judgement === "stable" && names.includes("spike")) {
    notes.push("Single losses jump and come back at once: look at the batch there; the training is not harmed.");
  }
  if (course === "none" && names.includes("gentle-rise")) {
    notes.push(
      "The loss rises for a while and comes back, as in a catapult: that is no defect.",
    );
  }
  if (judgement === "stable" && course !== "none") {
    notes.push("The rise is smaller than what is called a late rise, so the run is judged stable.");
  }
  if (course === "flat" && trend === "falling") {
    notes.push("The loss was still falling at the end: train longer, or at a higher rate, before anything else.");
  }
  const updates = updateAt(known, curve.step.at(-1)!), { rate } = known;
  if (course === "flat" && hasDecay(known) && updates !== undefined && rate !== undefined && rate * updates < 0.1) {
    notes.push(
      `An update moves no weight by much more than the rate, so ${updates} updates at ${rate} move it by about ` +
        `${digits(rate * updates)} at most: train longer, or at a higher rate, before anything else.`,
    );
  }
  return notes;
}

/** What would tell more, the most telling first. */
function missingOf(reading: Reading): (keyof KnownRun)[] {
  const { known, course, curve } = reading, decays = hasDecay(known);
  const isBatched = known.batchSize !== "full" && known.shuffled !== true && !periodicity(curve, known);
  const wanted: [keyof KnownRun, boolean][] = [
    ["optimizer", true],
    ["rate", true],
    ["stepsPerEpoch", course !== "flat" && (known.unit === "epochs" ? updateAt(known, 1) === undefined : isBatched)],
    ["beta2", decays === true && known.optimizer!.startsWith("adam")],
    ["decay", decays === true && known.optimizer!.startsWith("rmsprop")],
    ["schedule", course !== "flat" && known.raisedAt === undefined],
    ["labelSum", course === "drift" || course === "flat"],
    ["classes", true],
    ["epsilon", course === "flat"],
    ["length", course === "flat"],
    ["clipNorm", course === "non-finite" || course === "blow-up"],
  ];
  return wanted.filter(([name, tells]) => tells && known[name] === undefined).map(([name]) => name);
}
