import {
  type Candidate,
  checkConformance,
  checkLosses,
  LAWS,
  LOSS_LAWS,
  ruleCandidate,
  subjectCandidate,
} from "../conformance/mod.ts";
import { InputError, OPTIMIZER_KINDS, type OptimizerKind } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { conformanceText } from "../report/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { integer, SHARED, someOf } from "./options.ts";
import { print, printJson, showProgress } from "./output.ts";
import { loadSubject } from "./subject.ts";

const NAMES = [...LAWS, ...LOSS_LAWS].map(({ name }) => name);

interface Options {
  optimizer?: OptimizerKind[];
  subject?: string;
  like?: OptimizerKind;
  losses?: boolean;
  law?: string[];
  runs?: number;
  seed?: number;
  backend?: BackendName;
}

/** `steadfast conform` */
export const conform: Command = {
  summary: "hold optimizers against their papers, and against the laws that all should keep",
  operands: "",
  arity: { least: 0, most: 0 },
  options: {
    "optimizer": {
      schema: someOf(OPTIMIZER_KINDS),
      value: "NAME,...",
      help: `which: ${OPTIMIZER_KINDS.join(", ")} (default all)`,
    },
    "subject": SHARED.subject,
    "like": {
      ...SHARED.like,
      help: "the rule that the subject claims to be, with the numbers that its getConfig tells (default: any)",
    },
    "losses": { help: "the losses of tf.losses instead" },
    "law": { schema: someOf(NAMES), value: "NAME,...", help: `which laws: ${NAMES.join(", ")} (default all)` },
    "runs": { schema: integer(1, 1e6), value: "N", help: "trials of each law (default 50)" },
    "seed": { schema: integer(0, 2 ** 31 - 1), value: "N", help: "of the trials (default 2026)" },
    "backend": SHARED.backend,
  },
  notes: ["Exit status: 0 all hold but for known defects, 1 violated, 2 bad usage or input, 3 interrupted."],
  run,
};

async function run({ options: given, signal, json }: Call): Promise<ExitStatus> {
  const { losses, law: laws, runs, seed, backend, ...which } = given as Options;
  const onLaw = (law: string, name: string) => showProgress(`${law} / ${name}`);
  const options = { laws, runs, seed, backend, signal, onLaw };
  if (losses && (which.optimizer || which.subject)) {
    throw new InputError("--losses", "must be left out beside --optimizer and --subject");
  }
  checkLaws(laws, losses);
  const conformance = losses
    ? await checkLosses(undefined, options)
    : await checkConformance(await candidatesOf(which, backend), options);
  if (json) printJson(conformance);
  else print(conformanceText(conformance));
  return ({ holds: 0, violated: 1, inconclusive: 3 } as const)[conformance.outcome];
}

/** Optimizers and losses have laws of their own. */
function checkLaws(laws: string[] | undefined, losses: boolean | undefined): void {
  const own = (losses ? LOSS_LAWS : LAWS).map(({ name }) => name), strange = laws?.find((law) => !own.includes(law));
  if (strange === undefined) return;
  const remedy = losses ? "is of optimizers: leave --losses out, or pass" : "is of losses: pass --losses, or";
  throw new InputError(`--law=${strange}`, `${remedy} some of ${own.join(", ")}`);
}

async function candidatesOf(
  { optimizer, subject, like }: Pick<Options, "optimizer" | "subject" | "like">,
  backend: BackendName | undefined,
): Promise<Candidate[]> {
  if (subject === undefined) {
    if (like) throw new InputError("--like", "must stand beside --subject: it says what that is like");
    return (optimizer ?? OPTIMIZER_KINDS).map((kind) => ruleCandidate(kind));
  }
  if (optimizer) throw new InputError("--optimizer", "must be left out beside --subject; --like names its kin");
  return [subjectCandidate((await loadSubject(subject, { backend }))!, { name: subject, like })];
}
