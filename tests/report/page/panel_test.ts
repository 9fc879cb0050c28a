import { assert, assertAlmostEquals, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { panel, type PanelOptions } from "../../../src/report/page/panel.ts";

/** A panel of one run of four steps, of which something is other. */
function drawn(rest: Partial<PanelOptions> = {}): string {
  const series = [{ label: "run" as const, step: [0, 1, 2, 3, 4], value: [1, 10, 100, 10, 1] }];
  return panel({ id: "x", title: "T", unit: "u", scale: "log", series, lastStep: 4, onset: null, ...rest }).text;
}

const run = (value: (number | null)[]) => [{ label: "run" as const, step: value.map((_, i) => i), value }];
const path = (svg: string, kind: string) => new RegExp(`<path class="${kind}" d="([^"]*)"`).exec(svg)?.[1];
/** The numbers of the points of a path. */
const points = (svg: string) =>
  [...(path(svg, "curve run") ?? "").matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

Deno.test("steps are even across, values even on a log axis, both within the frame", () => {
  const [a, b, c, d, e] = points(drawn());
  assertEquals([a, b, c, d, e].map(([x]) => x), [40, 106.5, 173, 239.5, 306]);
  assertAlmostEquals(a[1] - b[1], b[1] - c[1], 0.11);
  assertEquals([a[1], b[1]], [e[1], d[1]]);
  assert(a[1] < 170 && c[1] > 18);
});

Deno.test("the onset is at its step, in numbers; one that is not shown is not marked", () => {
  const svg = drawn({ onset: 3 });
  assertEquals(path(svg, "onset"), "M239.5,14V170");
  assertStringIncludes(svg, '<text class="onset" x="239.5" y="11" text-anchor="middle">onset 3</text>');
  assertStringIncludes(svg, "Onset of the failure at step 3.");
  assertEquals(path(drawn({ onset: 5 }), "onset"), undefined);
  assertEquals(path(drawn(), "onset"), undefined);
});

Deno.test("the limit is at its value, and within the axis although no value reaches it", () => {
  const svg = drawn({ limit: { value: 10, label: "bound" } }), at = points(svg)[1][1];
  assertEquals(path(svg, "limit"), `M40,${at.toFixed(1)}H306`);
  assertEquals(path(svg, "beyond"), `M40,18H306V${at.toFixed(1)}H40Z`);
  const far = path(drawn({ limit: { value: 1000, label: "bound" } }), "limit")!;
  assert(Number(/,([\d.]+)H/.exec(far)![1]) >= 18);
});

Deno.test("a curve has gaps where values are null, not finite or, on a log axis, not positive", () => {
  const parts = (value: (number | null)[], scale: PanelOptions["scale"] = "log") =>
    path(drawn({ series: run(value), lastStep: value.length - 1, scale }), "curve run")!.split("M").length - 1;
  assertEquals(parts([1, 2, 3, 4, 5]), 1);
  for (const gap of [null, NaN, Infinity, 0, -1]) assertEquals(parts([1, 2, gap, 4, 5]), 2);
  assertEquals(parts([0, 0.5, 0, null, 1], "share"), 2);
});

Deno.test("a point alone is drawn as a dot, and all equal values as a level line in the middle", () => {
  assertEquals(path(drawn({ series: run([2]), lastStep: 0 }), "curve run"), "M40,94Z");
  assertEquals(points(drawn({ series: run([7, 7, 7, 7, 7]) })).map(([, y]) => y), [94, 94, 94, 94, 94]);
  assertEquals(path(drawn({ series: run([1, null, 1]), lastStep: 2 }), "curve run")!.split("Z").length - 1, 2);
});

Deno.test("nothing to draw is said: not measured, or nowhere above 0", () => {
  for (const value of [[], [null, null], [NaN]]) {
    const svg = drawn({ series: run(value), onset: 1, limit: { value: 1, label: "bound" } });
    assertStringIncludes(svg, ">not measured</text>");
    assert(!svg.includes("<path"));
  }
  assertStringIncludes(drawn({ series: run([0, 0]) }), ">nowhere above 0</text>");
  assertStringIncludes(drawn({ series: run([]) }), "run: not measured.");
});

Deno.test("the extremes of float64 stay within the frame", () => {
  for (const [, y] of points(drawn({ series: run([1e-300, 1e300, 1, 5e-324, 1.7e308]) }))) assert(y >= 0 && y <= 200);
});

Deno.test("what is beyond the last step is neither drawn nor does it stretch the axis", () => {
  const svg = drawn({ series: run([1, 10, 100, 1e9, 1]), lastStep: 2 });
  assertEquals(points(svg).map(([x]) => x), [40, 173, 306]);
  assertEquals(points(svg), points(drawn({ series: run([1, 10, 100]), lastStep: 2 })));
});

Deno.test("two curves and a limit are named at their ends, apart from each other even where they meet; one is not", () => {
  const two = [{ ...run([1, 2.1])[0], label: "un-cured" as const }, { ...run([3, 2])[0], label: "cured" as const }];
  const svg = drawn({ series: two, lastStep: 1, limit: { value: 2.05, label: "bound" } });
  const labels = [...svg.matchAll(/<text class="label ([\w-]+)" x="([\d.]+)" y="([\d.]+)">/g)].map((
    [, label, x, y],
  ) => ({
    label,
    x: Number(x),
    y: Number(y),
  }));
  assertEquals(labels.map(({ label, x }) => [label, x]), [["un-cured", 311], ["bound", 311], ["cured", 311]]);
  assertAlmostEquals(labels[1].y - labels[0].y, 12, 0.11);
  assertAlmostEquals(labels[2].y - labels[1].y, 12, 0.11);
  // They share the way: the middle of the three stays where their ends are.
  assertAlmostEquals(labels[1].y, Number(/,([\d.]+)H/.exec(path(svg, "limit")!)![1]) + 3.5, 1);
  assertLess(svg.indexOf('class="curve cured"'), svg.indexOf('class="curve un-cured"'));
  assert(!drawn().includes('class="label'));
});
