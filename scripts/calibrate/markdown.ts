import type { AlarmFigures, Figures } from "./figures.ts";
import { confusionTable, type Report, shareText, table } from "./report.ts";
import { SHAPES } from "./shapes.ts";

/** What a report is of, for its first lines. */
export interface Recipe {
  /** The command that makes it again. */
  command: string;
  /** The commit that froze the thresholds; null for the tuning half. */
  frozen: string | null;
  seed: number;
  configs: number;
  deno: string;
}

const short = (value: number, digits = 3) => Number.isFinite(value) ? value.toFixed(digits) : "-";
const percent = (value: number) => Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : "-";

/** A report as text. */
export function markdown(recipe: Recipe, report: Report): string {
  const { clear, borderline, all, counts } = report;
  return `${
    [
      "# Error rates of `judge`",
      `Made by \`${recipe.command}\` (Deno ${recipe.deno}): ${recipe.configs} configs of the half that is ` +
      `${recipe.frozen === null ? "used for tuning" : "reported"}, drawn with the seed ${recipe.seed}` +
      `${
        recipe.frozen === null ? "" : `, the first 32 bits of commit ${recipe.frozen}, which froze the thresholds`
      }. ` +
      "How runs are made and split, what is tuned and what the truth is: .github/decisions/0008-calibration.md. " +
      "Shares have Wilson's 95 % interval, which takes runs for independent; those of one config are not quite.",
      "## Runs",
      countTables(report),
      "## Clear runs, every step logged",
      confusionTable(clear.confusion),
      figureTable(clear),
      "## Borderline runs: the truth changes when its thresholds move by 20 %",
      confusionTable(borderline.confusion),
      figureTable(borderline),
      `Expected calibration error over all ${counts.runs} runs: ${short(all.calibrationError)}.`,
      "## Other ways of logging, clear runs",
      variantTable(report.variants),
      "## Beside other detectors, clear runs",
      "An alarm is one of any kind; that of `judge` is a late rise or a divergence, at its onset. Others' rules need " +
      "gradients as well, or a training that is under way: these are the parts that a log allows.",
      alarmTable(report.alarms),
    ].join("\n\n")
  }\n`;
}

function countTables({ counts }: Report): string {
  const { runs, stable, stableNearEdge, lateRise, diverged, noProgress } = counts;
  return [
    table(
      [
        "runs",
        "stable",
        "of them within a factor 2 below their edge",
        "late rises",
        "diverged",
        "no progress",
        "borderline",
      ],
      [[
        ...[runs, stable].map(String),
        `${stableNearEdge} (${percent(stableNearEdge / stable)})`,
        ...[lateRise, diverged, noProgress].map(String),
        shareText(counts.borderline),
      ]],
    ),
    table(
      ["family", "stable", "late rises", "diverged"],
      Object.entries(counts.families).map(([family, kinds]) => [
        family,
        ...[kinds.stable, kinds.lateRise, kinds.diverged].map(String),
      ]),
    ),
    table(["shape of the late rise", "runs"], SHAPES.map((shape) => [shape, String(counts.shapes[shape])])),
  ].join("\n\n");
}

function figureTable(figures: Figures): string {
  const { falseAlarmsStable, falseAlarmsNoProgress, divergedFound, lateRisesFound, onsets } = figures;
  return table(["figure", "measured"], [
    ["false alarms on stable runs", shareText(falseAlarmsStable)],
    ["false alarms on runs without progress", shareText(falseAlarmsNoProgress)],
    ["diverged, found", shareText(divergedFound)],
    ...SHAPES.map((
      shape,
    ) => [`late rises found, alarm after the best point: ${shape}`, shareText(lateRisesFound[shape])]),
    ["onset within 5 % of the run's length", shareText(onsets.within5)],
    ["onset within 10 %", shareText(onsets.within10)],
    ["median distance of the onset", `${(100 * onsets.median).toFixed(2)} % of the run's length`],
    ["expected calibration error of the confidence", short(figures.calibrationError)],
    ["F1, unstable against stable", short(figures.f1)],
  ]);
}

function variantTable(variants: Record<string, Figures>): string {
  const shape = (figures: Figures) => SHAPES.map((name) => percent(figures.lateRisesFound[name].share)).join(" / ");
  return table(
    [
      "log",
      "false alarms",
      "diverged found",
      `late rises found (${SHAPES.join(" / ")})`,
      "onset within 10 %",
      "ECE",
      "F1",
    ],
    Object.entries(variants).map(([name, figures]) => [
      name,
      shareText(figures.falseAlarmsStable),
      percent(figures.divergedFound.share),
      shape(figures),
      percent(figures.onsets.within10.share),
      short(figures.calibrationError),
      short(figures.f1),
    ]),
  );
}

function alarmTable(alarms: Record<string, AlarmFigures>): string {
  return table(
    [
      "detector",
      "false alarms on stable runs",
      "on no progress",
      "diverged found",
      "late rises with an alarm",
      "the first after the best point",
      "F1",
    ],
    Object.entries(alarms).map(([name, figures]) => [
      name,
      shareText(figures.falseAlarmsStable),
      percent(figures.falseAlarmsNoProgress.share),
      percent(figures.divergedFound.share),
      percent(figures.lateRisesAlarmed.share),
      percent(figures.lateRisesAfterBest.share),
      short(figures.f1),
    ]),
  );
}
