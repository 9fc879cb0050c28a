import { assert, assertEquals } from "@std/assert";
import { periodicity } from "../../../src/diagnosis/log/periodicity.ts";
import { curveOf } from "./_logs.ts";

const KNOWN = { stepsPerEpoch: 20 };
/** A wave of so many epochs. */
const wave = (epochs: number, points = 400) =>
  curveOf(points, (t) => Math.exp(0.4 * Math.sin(t * Math.PI / 10 / epochs)));

Deno.test("a wave of an epoch repeats, one of twelve is like itself an epoch later and does not", () => {
  const epoch = periodicity(wave(1), KNOWN)!, slow = periodicity(wave(12), KNOWN)!;
  assert(epoch.correlation > 0.9 && epoch.epochs === 20, JSON.stringify(epoch));
  assert(slow.correlation < 0.3, JSON.stringify(slow));
});

Deno.test("it takes enough points an epoch, epochs, whole points an epoch, finite losses", () => {
  assertEquals(periodicity(wave(1), { stepsPerEpoch: 7 }), undefined);
  assertEquals(periodicity(wave(1, 79), KNOWN), undefined);
  assertEquals(periodicity(wave(1), {}), undefined);
  const { step, loss } = wave(1), thinned = { step: step.map((at) => 1.53 * at), loss };
  assertEquals(periodicity(thinned, KNOWN), undefined);
  assertEquals(periodicity({ step, loss: loss.with(9, NaN) }, KNOWN), undefined);
});
