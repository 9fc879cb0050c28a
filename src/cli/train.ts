import { type Curve, curveOf, escapeControl, type TrainingTrace } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { configLines, symptomText, wrap } from "../report/mod.ts";
import { type Assessment, judgeCurve } from "../stability/mod.ts";
import { train as trainConfig } from "../training/mod.ts";
import { type Call, type Command, type ExitStatus, statusOf } from "./command.ts";
import { loadData } from "./data.ts";
import { readConfig } from "./files.ts";
import { oneOf, SHARED } from "./options.ts";
import { print, printJson, showProgress } from "./output.ts";
import { loadProblem } from "./problem.ts";
import { loadSubject } from "./subject.ts";

interface Options {
  backend?: BackendName;
  subject?: string;
  data?: string;
  problem?: string;
  format?: string;
}

/** `steadfast train` */
export const train: Command = {
  summary: "one run of a config, its curve and what it shows",
  operands: "CONFIG",
  arity: { least: 1, most: 1 },
  options: {
    "backend": SHARED.backend,
    "subject": SHARED.subject,
    "data": SHARED.data,
    "problem": SHARED.problem,
    "format": {
      schema: oneOf(["summary", "csv"] as const),
      value: "summary|csv",
      help: "what to print: a summary, or step,loss,accuracy lines that judge reads",
    },
  },
  notes: [
    "CONFIG is JSON (see schema), a stored failure, or - for standard input.",
    "Exit status: 0 stable, 1 late rise or diverged, 2 bad usage or input, 3 no progress or interrupted.",
  ],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const { backend, format, ...given } = options as Options,
    data = await loadData(given.data);
  const config = await readConfig(file, { ...given, signal, data }),
    subject = await loadSubject(given.subject, { backend, config });
  const problem = await loadProblem(given.problem, { backend, config });
  const onStep = (done: number, { loss }: Readonly<TrainingTrace>) =>
    showProgress(`step ${done} of ${config.steps}, loss ${loss[done - 1].toPrecision(5)}`);
  const trace = await trainConfig(config, { backend, subject, data, problem, signal, onStep }), curve = curveOf(trace);
  // Interrupted before its first step, it shows nothing.
  if (curve.loss.length === 0) return 3;
  const assessment = judgeCurve(curve);
  if (json) printJson({ config, trace, assessment });
  else if (format === "csv") print(csv(curve));
  else [...configLines(config), ...curveLines(trace), ...assessmentLines(assessment)].map(escapeControl).forEach(print);
  return statusOf(assessment.judgement);
}

function csv({ step, loss, accuracy = [] }: Curve): string {
  return ["step,loss,accuracy", ...step.map((at, i) => `${at},${loss[i]},${accuracy[i]}`)].join("\n");
}

function assessmentLines({ judgement, onset, confidence, symptoms }: Assessment): string[] {
  const from = onset === null ? "" : ` from step ${onset}`;
  const notes = symptoms.flatMap((symptom) => wrap(symptomText(symptom), { indent: "  ", hang: "  " }));
  return [`${judgement}${from}, confidence ${confidence.toFixed(2)}`, ...notes];
}

/** Up to twenty lines of the curve, evenly spaced, and the ending. */
function curveLines(trace: TrainingTrace): string[] {
  const count = trace.loss.length, rows = Math.min(20, count);
  const lines = Array.from({ length: rows }, (_, k) => {
    const i = rows === 1 ? 0 : Math.round(k * (count - 1) / (rows - 1));
    const [loss, accuracy, gradient, update] = [trace.loss, trace.accuracy, trace.gradientNorm, trace.updateNorm].map((
      s,
    ) => s[i]);
    return [
      i,
      loss.toPrecision(5),
      Number.isNaN(accuracy) ? "-" : accuracy.toFixed(3),
      gradient.toExponential(2),
      update.toExponential(2),
    ]
      .map((text, column) => String(text).padStart([7, 12, 9, 11, 11][column])).join("");
  });
  const { ending } = trace, at = ending.kind === "non-finite" ? ` ${ending.where} at step ${ending.step}` : "";
  return [
    "   step        loss accuracy   gradient     update",
    ...lines,
    `${ending.kind}${at}, backend ${trace.backend.name}, ${trace.kernel} kernel`,
  ];
}
