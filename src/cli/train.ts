import { curveOf, type TrainingTrace } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { configLines } from "../report/mod.ts";
import { judgeCurve } from "../stability/mod.ts";
import { train as trainConfig } from "../training/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { readConfig } from "./files.ts";
import { oneOf, SHARED } from "./options.ts";
import { print, printJson, warn } from "./output.ts";
import { loadSubject } from "./subject.ts";

/** `steadfast train` */
export const train: Command = {
  summary: "one run of a config, its curve and what it shows",
  operands: "CONFIG",
  arity: { least: 1, most: 1 },
  options: {
    "backend": SHARED.backend,
    "subject": SHARED.subject,
    "format": {
      schema: oneOf(["summary", "csv"] as const),
      value: "summary|csv",
      help: "what to print: a summary, or step,loss,accuracy lines that judge reads",
    },
  },
  notes: [
    "CONFIG is JSON (see schema), a stored failure, or - for standard input.",
    "Exit status: 0 stable or no progress, 1 late rise or diverged, 2 bad usage or input, 3 interrupted.",
  ],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const given = options as { backend?: BackendName; subject?: string; format?: "summary" | "csv" };
  const config = await readConfig(file), subject = await loadSubject(given.subject);
  const trace = await trainConfig(config, { backend: given.backend, subject, signal });
  const assessment = judgeCurve(curveOf(trace)), { judgement, onset, confidence, symptoms } = assessment;
  if (json) printJson({ config, trace, assessment });
  else if (given.format === "csv") print(csv(trace));
  else {
    configLines(config).forEach(print);
    curveLines(trace).forEach(print);
    print(`${judgement}${onset === null ? "" : ` from step ${onset}`} (confidence ${confidence.toFixed(2)})`);
    for (const { name, onset, evidence } of symptoms) {
      print(`  ${name} from step ${onset}: ${Object.entries(evidence).map(([k, v]) => `${k} ${v}`).join(", ")}`);
    }
  }
  if (trace.ending.kind === "aborted") {
    warn(`interrupted after ${trace.ending.steps} of ${config.steps} steps`);
    return 3;
  }
  return judgement === "late-rise" || judgement === "diverged" ? 1 : 0;
}

function csv({ loss, accuracy }: TrainingTrace): string {
  return ["step,loss,accuracy", ...loss.map((value, i) => `${i},${value},${accuracy[i]}`)].join("\n");
}

/** Up to twenty lines of the curve, evenly spaced, and the ending. */
function curveLines(trace: TrainingTrace): string[] {
  const count = trace.loss.length, rows = Math.min(20, count);
  const lines = Array.from({ length: rows }, (_, k) => {
    const i = rows === 1 ? 0 : Math.round(k * (count - 1) / (rows - 1));
    const [loss, accuracy, gradient, update] = [trace.loss, trace.accuracy, trace.gradientNorm, trace.updateNorm].map((
      s,
    ) => s[i]);
    return [i, loss.toPrecision(5), accuracy.toFixed(3), gradient.toExponential(2), update.toExponential(2)]
      .map((text, column) => String(text).padStart([7, 12, 9, 11, 11][column])).join("");
  });
  const { ending } = trace, at = ending.kind === "non-finite" ? ` ${ending.where} at step ${ending.step}` : "";
  return [
    "   step        loss accuracy   gradient     update",
    ...lines,
    `${ending.kind}${at}, backend ${trace.backend.name}, ${trace.kernel} kernel`,
  ];
}
