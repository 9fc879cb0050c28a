import { median, type Symptom } from "../../core/mod.ts";
import { lowest } from "../series.ts";
import type { SmoothedCurve } from "../smooth.ts";

/** Slow: this many swings up and down ... */
const SWINGS = 5;
/** ... each of at least this share of L0 - best ... */
const SHARE = 0.1;
/** ... and of at least this many standard errors. */
const ERRORS = 4;
/** Fast: among this many points in a row ... */
const BLOCK = 16;
/** ... at least this share turn up or down (two thirds do in pure noise) ... */
const TURNING = 0.95;
/** ... and the median jump is at least this share of the median loss ... */
const JUMP = 0.05;
/** ... over at least this share of the log. */
const LASTING = 0.1;

/**
 * Oscillation: the loss goes up and down again and again, more than noise does. Slow: at least five swings of the
 * smoothed loss, each of .1 (L0 - best) or more. Fast: over a tenth of the log the loss turns at nearly every point,
 * as it does when a step overshoots a valley each time.
 *
 * Onset: the start of the first swing up, or of the first stretch that alternates.
 */
export function oscillation(smoothed: SmoothedCurve): Symptom | undefined {
  return slow(smoothed) ?? fast(smoothed);
}

function slow(smoothed: SmoothedCurve): Symptom | undefined {
  const { step, loss, start, error } = smoothed, least = SHARE * (start - loss[lowest(smoothed)]);
  const turns = zigzag(loss, (i, j) => Math.max(least, ERRORS * Math.hypot(error[i], error[j])));
  const from = turns.findIndex((turn, k) => k + 1 < turns.length && loss[turns[k + 1]] > loss[turn]);
  const swings = turns.length - 1 - from;
  if (from < 0 || swings < SWINGS) return undefined;
  const sizes = turns.slice(from + 1).map((turn, k) => Math.abs(loss[turn] - loss[turns[from + k]]));
  return {
    name: "oscillation",
    onset: step[turns[from]],
    evidence: { kind: "slow", swings, medianSwing: median(sizes), stepOfLastTurn: step[turns[turns.length - 1]] },
  };
}

/** Indices of the turning points that are left when swings smaller than `least` are passed over, with both ends. */
function zigzag(loss: number[], least: (i: number, j: number) => number): number[] {
  const turns = [0];
  let extreme = 0, direction = 0;
  for (let i = 1; i < loss.length; i++) {
    const ahead = loss[i] - loss[extreme];
    if (direction * ahead > 0 || (direction === 0 && extreme === 0 && Math.abs(ahead) >= least(i, 0))) {
      direction ||= Math.sign(ahead);
      extreme = i;
    } else if (direction !== 0 && Math.abs(ahead) >= least(i, extreme)) {
      turns.push(extreme);
      direction = -direction;
      extreme = i;
    }
  }
  return extreme > 0 ? [...turns, extreme] : turns;
}

function fast({ curve: { step, loss } }: SmoothedCurve): Symptom | undefined {
  const blocks: { from: number; jump: number; level: number }[] = [];
  for (let from = 0; from + BLOCK <= loss.length; from += BLOCK) {
    const block = loss.slice(from, from + BLOCK), jumps = block.slice(1).map((value, i) => value - block[i]);
    const turning = jumps.slice(1).filter((jump, i) => jump * jumps[i] < 0).length;
    const jump = median(jumps.map(Math.abs)), level = median(block);
    if (turning >= TURNING * (jumps.length - 1) && jump >= JUMP * level) blocks.push({ from, jump, level });
  }
  if (blocks.length === 0 || blocks.length * BLOCK < LASTING * loss.length) return undefined;
  return {
    name: "oscillation",
    onset: step[blocks[0].from],
    evidence: {
      kind: "fast",
      pointsThatAlternate: blocks.length * BLOCK,
      medianJump: median(blocks.map(({ jump }) => jump)),
      medianLoss: median(blocks.map(({ level }) => level)),
    },
  };
}
