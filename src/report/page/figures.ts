import type { Diagnosis, DiagnosisCurve } from "../../core/mod.ts";
import { bestCure } from "../diagnosis_words.ts";
import { type Content, type Markup, markup, typeset } from "./markup.ts";
import { panel, type Series } from "./panel.ts";

/** The curves of a diagnosis, the un-cured run and the cured one over each other, and what they are. */
export function figures(diagnosis: Diagnosis): Markup {
  const { curves: { uncured, cured }, failure: { onset } } = diagnosis, lastStep = lastShown(diagnosis);
  const series = (of: (curve: DiagnosisCurve) => Pick<Series, "step" | "value">): Series[] => [
    { label: cured ? "un-cured" as const : "run" as const, ...of(uncured) },
    ...cured ? [{ label: "cured" as const, ...of(cured) }] : [],
  ];
  const shared = { lastStep, onset };
  const panels = [
    panel({
      ...shared,
      id: "loss",
      title: "Loss",
      unit: "nats, all samples",
      scale: "log",
      series: series(({ step, loss }) => ({ step, value: loss })),
    }),
    panel({
      ...shared,
      id: "ratio",
      title: "Stability ratio π",
      unit: "rate × curvature / bound",
      scale: "log",
      series: series(({ stabilityRatio }) => stabilityRatio),
      limit: { value: 1, label: "bound" },
    }),
    panel({
      ...shared,
      id: "gradient",
      title: "Gradient norm",
      unit: "of the step’s batch",
      scale: "log",
      series: series(({ step, gradientNorm }) => ({ step, value: gradientNorm })),
    }),
    panel({
      ...shared,
      id: "accuracy",
      title: "Accuracy",
      unit: "share of all samples",
      scale: "share",
      series: series(({ step, accuracy }) => ({ step, value: accuracy })),
    }),
  ];
  return markup`<p class="aside">${caption(diagnosis)}</p>
<div class="panels">
${panels}</div>
`;
}

function lastShown({ curves: { uncured, cured } }: Diagnosis): number {
  return Math.max(0, ...[uncured, cured].flatMap((curve) => curve?.step ?? []));
}

function caption(diagnosis: Diagnosis): Content {
  const { curves: { cured } } = diagnosis, cure = bestCure(diagnosis), end = cured?.step.at(-1) ?? 0;
  const what = cured
    ? `The failing run (un-cured), and the same with ${
      cure ? typeset(cure.change) : "a change"
    } (cured), seeds and all.`
    : "";
  const more = cured && cure && cure.config.steps > end
    ? ` The cured run takes ${cure.config.steps} steps: shown are the first ${end}.`
    : "";
  return `${what}${more} Linear stability holds where π is below 1. A gap is a value that is not finite or, on a log axis, ` +
    "not positive.";
}
