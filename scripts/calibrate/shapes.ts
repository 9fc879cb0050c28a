import { risenPoints } from "../../src/stability/symptoms/late_rise.ts";
import { firstRun, lowest, type Series } from "../../src/stability/series.ts";
import { RISE_RUN, THRESHOLDS } from "../../src/stability/thresholds.ts";
import { type Evaluation, seriesOf } from "../../src/stability/truth.ts";

/** The shapes of a late rise. */
export const SHAPES = ["collapse", "intermittent", "spike", "rough"] as const;
/** A shape of a late rise. */
export type Shape = typeof SHAPES[number];

/** A curve was bouncing before its rise if it had climbed so often, each time by as much as a late rise asks for. */
const CLIMBS = 3;

/**
 * The shape of a late rise, from the noise-free evaluations alone:
 *
 * - rough: the curve was already bouncing, that is, between the first evaluation at .7 L0 or less and the onset the loss
 *   had climbed at least three times by .1 (L0 - best) or more from one evaluation to the next;
 * - intermittent: not so, and after the rise it came back for three evaluations in a row or more (they do not meet the
 *   conditions of a late rise), and then rose again for three in a row;
 * - spike: not so, and after the rise the last three evaluations do not meet the conditions: it came back;
 * - collapse: the rest, a rise that stays.
 *
 * @param evaluations those of a run whose truth is a late rise
 */
export function shapeOf(evaluations: Evaluation[]): Shape {
  const series = seriesOf(evaluations), risen = risenPoints(series), onset = firstRun(risen, RISE_RUN);
  if (onset < 0) throw new Error("Cannot tell the shape of a late rise: there is none");
  if (climbsBefore(series, onset) >= CLIMBS) return "rough";
  const after = risen.slice(onset), back = firstRun(after.map((flag) => !flag), RISE_RUN);
  if (back < 0) return "collapse";
  if (firstRun(after.slice(back), RISE_RUN) >= 0) return "intermittent";
  return after.slice(-RISE_RUN).some(Boolean) ? "collapse" : "spike";
}

/** How many large climbs there were between having learned and the onset. */
function climbsBefore(series: Series, onset: number): number {
  const { loss, start } = series, large = THRESHOLDS.riseShare * (start - loss[lowest(series, onset)]);
  const learned = loss.findIndex((value) => value <= THRESHOLDS.learned * start);
  return loss.filter((value, i) => i > learned && i < onset && value - loss[i - 1] >= large).length;
}
