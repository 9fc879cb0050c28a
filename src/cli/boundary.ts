import { boundary as findBoundary } from "../boundary/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { boundaryText } from "../report/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { loadData } from "./data.ts";
import { readConfig } from "./files.ts";
import { integer, share, SHARED } from "./options.ts";
import { print, printJson, showProgress } from "./output.ts";
import { loadProblem } from "./problem.ts";
import { loadSubject } from "./subject.ts";

interface Options {
  backend?: BackendName;
  subject?: string;
  data?: string;
  problem?: string;
  tolerance?: number;
  seeds?: number;
}

/** `steadfast boundary` */
export const boundary: Command = {
  summary: "the largest stable learning rate of a config, measured, beside theory",
  operands: "CONFIG",
  arity: { least: 1, most: 1 },
  options: {
    "tolerance": {
      schema: share,
      value: "SHARE",
      help: "width of the interval in the end, as a share of the rate (default .02)",
    },
    "seeds": {
      schema: integer(1, 100),
      value: "N",
      help: "seeds that each have an interval of their own (default 1; 5 with mini-batches, whose edge is blurred)",
    },
    "backend": SHARED.backend,
    "subject": SHARED.subject,
    "data": SHARED.data,
    "problem": SHARED.problem,
  },
  notes: [
    "CONFIG is JSON (see schema), a stored failure, or - for standard input; its own rate does not matter.",
    "A run is unstable if it diverges, meets the late-rise rule, or makes no progress where a smaller rate did.",
    "Exit status: 0 found, 2 bad usage or input, 3 interrupted, or no rate is stable, or none unstable.",
  ],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const { backend, subject: name, data: from, problem: own, ...limits } = options as Options;
  const data = await loadData(from);
  const config = await readConfig(file, { signal, data, problem: own }),
    subject = await loadSubject(name, { backend, config });
  const problem = await loadProblem(own, { backend, config });
  let tried = 0;
  const found = await findBoundary(config, {
    ...limits,
    backend,
    subject,
    data,
    problem,
    signal,
    onRun: ({ rate, outcome }) => showProgress(`run ${++tried}: ${outcome} at ${rate.toPrecision(4)}`),
  });
  if (json) printJson(found);
  else print(boundaryText(found));
  return found.ended === "found" ? 0 : 3;
}
