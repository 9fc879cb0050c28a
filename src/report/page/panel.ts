import { digits } from "../../core/mod.ts";
// @ts-types="npm:@types/d3-shape@^3.1.7"
import { line } from "d3-shape";
import { type Axis, linearAxis, logAxis, tickText } from "./axis.ts";
import { type Content, type Markup, markup } from "./markup.ts";

/** A curve of a panel: a value at each step, null where there is none. */
export interface Series {
  /** What stands beside its end, if there are several. */
  label: "run" | "un-cured" | "cured";
  step: readonly number[];
  value: readonly (number | null)[];
}

/** One quantity along the steps of one or two runs. */
export interface PanelOptions {
  /** Of the SVG's parts; must be one of a kind in its page. */
  id: string;
  title: string;
  unit: string;
  /** "log", on which what is not positive is a gap; or from 0 to 1, in percent. */
  scale: "log" | "share";
  series: readonly Series[];
  /** The last step that is shown. */
  lastStep: number;
  /** The step that is marked. */
  onset: number | null;
  /** A value that is marked; what is above it is shaded. */
  limit?: { value: number; label: string };
}

/** In units of the picture, which is drawn about as wide as a phone. */
const WIDTH = 360, HEIGHT = 196, LEFT = 40, RIGHT = 306, TOP = 18, BOTTOM = 170, EMPTY = 30;
/** Between two lines of text. */
const LEADING = 12;

/** A figure of one panel, in SVG that tells a screen reader what it shows. */
export function panel(options: PanelOptions): Markup {
  const { id, title, unit } = options, y = valueAxis(options);
  const x = linearAxis([0, Math.max(1, options.lastStep)], { range: [LEFT, RIGHT], count: 5 });
  return markup`<figure class="panel">
<figcaption><b>${title}</b> <span>${unit}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${y ? HEIGHT : EMPTY}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}, ${unit}</title>
<desc id="${id}-desc">${describe(options)}</desc>
${y ? [frame(x, y), limitLine(options, y), onsetLine(options, x), curves(options, { x, y })] : nothing(options)}
</svg>
</figure>
`;
}

function nothing({ series }: PanelOptions): Content {
  const isMeasured = series.some(({ value }) => value.some(isKnown));
  return markup`<text class="note" x="${LEFT}" y="${EMPTY / 2}">${
    isMeasured ? "nowhere above 0" : "not measured"
  }</text>`;
}

function valueAxis({ scale, series, limit, lastStep }: PanelOptions): Axis | undefined {
  const shown = series.flatMap(({ step, value }) => value.filter((_, i) => step[i] <= lastStep)).filter(isKnown);
  if (scale === "log") return logAxis(shown.length > 0 && limit ? [...shown, limit.value] : shown, [BOTTOM, TOP]);
  return shown.length === 0 ? undefined : linearAxis([0, 1], { range: [BOTTOM, TOP], count: 4 });
}

const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value);

function frame(x: Axis, y: Axis): Content {
  const across = y.ticks.map((value) => [
    markup`<path class="grid" d="M${LEFT},${y.place(value).toFixed(1)}H${RIGHT}"/>`,
    markup`<text class="tick" x="${LEFT - 5}" y="${(y.place(value) + 3.5).toFixed(1)}" text-anchor="end">${
      tickText(value)
    }</text>`,
  ]);
  const along = x.ticks.filter(Number.isInteger).map((step) => [
    markup`<path class="axis" d="M${x.place(step).toFixed(1)},${BOTTOM}v3"/>`,
    markup`<text class="tick" x="${x.place(step).toFixed(1)}" y="${BOTTOM + 15}" text-anchor="middle">${
      tickText(step)
    }</text>`,
  ]);
  return [
    across,
    markup`<path class="axis" d="M${LEFT},${BOTTOM}H${RIGHT}"/>`,
    along,
    markup`<text class="tick" x="${RIGHT + 20}" y="${BOTTOM + 15}">step</text>`,
  ];
}

function limitLine({ limit }: PanelOptions, y: Axis): Content {
  if (!limit) return undefined;
  const at = y.place(limit.value).toFixed(1);
  return [
    markup`<path class="beyond" d="M${LEFT},${TOP}H${RIGHT}V${at}H${LEFT}Z"/>`,
    markup`<path class="limit" d="M${LEFT},${at}H${RIGHT}"/>`,
  ];
}

function onsetLine({ onset, lastStep }: PanelOptions, x: Axis): Content {
  if (onset === null || onset > lastStep) return undefined;
  const at = x.place(onset).toFixed(1);
  return [
    markup`<path class="onset" d="M${at},${TOP - 4}V${BOTTOM}"/>`,
    markup`<text class="onset" x="${at}" y="${TOP - 7}" text-anchor="middle">onset ${onset}</text>`,
  ];
}

/** The curves, the first one on top. */
function curves({ series, lastStep, limit }: PanelOptions, { x, y }: { x: Axis; y: Axis }): Content {
  const drawn = series.map(({ label, step, value }) => {
    const points = step.map((at, i) => ({ x: x.place(at), y: placed(value[i], y) })).filter((_, i) =>
      step[i] <= lastStep
    );
    const path = line<typeof points[number]>((point) => point.x, (point) => point.y!)
      .defined((point) => point.y !== null).digits(1)(points);
    return { label, path, end: points.findLast((point): point is Point => point.y !== null) };
  });
  const labels = series.length === 1 ? [] : drawn.flatMap(({ label, end }) => end ? [{ label, ...end }] : []);
  const note = limit ? [{ label: limit.label, x: RIGHT, y: y.place(limit.value) }] : [];
  return [
    drawn.map(({ label, path }) => markup`<path class="curve ${label}" d="${path ?? ""}"/>`).reverse(),
    apart([...labels, ...note]).map((at) =>
      markup`<text class="label ${at.label}" x="${(at.x + 5).toFixed(1)}" y="${
        (at.y + 3.5).toFixed(1)
      }">${at.label}</text>`
    ),
  ];
}

interface Point {
  x: number;
  y: number;
}

/** Labels at the right edge, moved up and down until none is over another. */
function apart<Label extends Point>(labels: readonly Label[]): Label[] {
  const [away, near] = [false, true].map((isNear) => labels.filter(({ x }) => (x > RIGHT - 50) === isNear));
  const moved = near.toSorted((a, b) => a.y - b.y);
  let added = 0;
  for (let i = 1; i < moved.length; i++) {
    const lack = Math.max(0, moved[i - 1].y + LEADING - moved[i].y);
    moved[i] = { ...moved[i], y: moved[i].y + lack };
    added += lack;
  }
  return [...away, ...moved.map((label) => ({ ...label, y: label.y - added / moved.length }))];
}

function placed(value: number | null, y: Axis): number | null {
  if (!isKnown(value)) return null;
  const place = y.place(value);
  return Number.isFinite(place) ? place : null;
}

/** The same in words. */
function describe({ series, onset, limit }: PanelOptions): string {
  const curves = series.map(({ label, step, value }) => {
    const known = step.flatMap((at, i) => isKnown(value[i] ?? null) ? [{ at, value: value[i]! }] : []);
    if (known.length === 0) return `${label}: not measured.`;
    const [least, largest] = [
      known.reduce((a, b) => b.value < a.value ? b : a),
      known.reduce((a, b) => b.value > a.value ? b : a),
    ];
    const said = ([["from", known[0]], ["least", least], ["largest", largest], ["to", known.at(-1)!]] as const)
      .map(([word, point]) => `${word} ${digits(point.value, 4)} at step ${point.at}`);
    const gaps = known.length < step.length
      ? `, not finite at ${step.length - known.length} of ${step.length} points`
      : "";
    return `${label}: ${said.join(", ")}${gaps}.`;
  });
  return [
    ...curves,
    ...onset === null ? [] : [`Onset of the failure at step ${onset}.`],
    ...limit ? [`Marked: ${limit.label} at ${limit.value}.`] : [],
  ].join(" ");
}
