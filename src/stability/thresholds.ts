/** The numbers that the rules compare with; L0 is the loss at the start, best the running minimum. */
export interface Thresholds {
  /** Diverged: the mean of the end over L0 is above this. */
  divergedEnd: number;
  /** Diverged as well: the largest loss over L0 is above this ... */
  divergedPeak: number;
  /** ... and the mean of the end over L0 is above this. */
  divergedPeakEnd: number;
  /** Learned: the smallest loss over L0 is at most this. */
  learned: number;
  /** Late rise: loss - best is at least this share of L0 - best ... */
  riseShare: number;
  /** ... and the loss over best is at least this ... */
  riseFactor: number;
  /** ... and the accuracy is at least this under its running maximum. */
  accuracyDrop: number;
  /** Recovered: the mean of the end over the smallest loss is at most this ... */
  recoveredFactor: number;
  /** ... or the mean accuracy of the end is at most this under its maximum. */
  recoveredAccuracy: number;
}

/** The thresholds of every judgement, of the truth and of a log alike. */
export const THRESHOLDS: Readonly<Thresholds> = {
  divergedEnd: 1.5,
  divergedPeak: 3,
  divergedPeakEnd: 1.05,
  learned: 0.7,
  riseShare: 0.1,
  riseFactor: 2,
  accuracyDrop: 0.05,
  recoveredFactor: 1.25,
  recoveredAccuracy: 0.02,
};

/** A late rise is one that holds for this many evaluations, or windows of a log, in a row. */
export const RISE_RUN = 3;

/** The end is this last share of the evaluations (at least one). */
export const END_SHARE = 0.1;

/** How many standard errors the best loss and the best accuracy of a log so far are mistrusted by, on average ... */
export const CAUTION = 0.8;

/** ... and the standard deviation of that number: how much is not known. */
export const DOUBT = 0.5;

/** A late rise of a noisy log is one that is at least so likely, if it learned. Less finds more, and gives false alarms. */
export const SURE = 0.68;

/** A judgement that changes when the thresholds move by this share either way is borderline. */
export const BORDERLINE = 0.2;

/**
 * All thresholds times `factor`.
 *
 * One factor for all suffices to find what is borderline: a larger factor makes each kind of rise harder to reach and
 * learning easier, and a judgement that one threshold alone would change is changed, to whichever other, by all.
 */
export function moveThresholds(thresholds: Readonly<Thresholds>, factor: number): Thresholds {
  const moved = { ...thresholds };
  for (const name of Object.keys(moved) as (keyof Thresholds)[]) moved[name] *= factor;
  return moved;
}
