/**
 * Looks for the defects of tfjs anew, on every backend that is here, and writes .github/DEFECTS.md: `deno task defects`. The exit
 * status is 1, and nothing is written, if it finds one that is not in src/conformance/known_defects.ts, or does not find one
 * that is.
 *
 * @module
 */
import { type Candidate, checkConformance, checkLosses, type Conformance, OPTIMIZERS, ruleCandidate } from "../mod.ts";
import { requestAdapter } from "../src/kernels/mod.ts";
import { defectsMarkdown } from "./defects/markdown.ts";
import { surprises } from "./defects/surprises.ts";

const FILE = new URL("../.github/DEFECTS.md", import.meta.url);
/** Trials of each law: where a step takes milliseconds, few. */
const RUNS = { cpu: 100, wasm: 100, webgpu: 4 } as const;

/** Numbers that tell the conventions of their rules apart, or leave a known defect no rounding to show in. */
const TELLING: Candidate[] = [
  ruleCandidate({ kind: "adagrad", initialAccumulator: 0 }),
  ruleCandidate({ kind: "adam", beta1: 0.5, beta2: 0.75, epsilon: 1e-7 }),
  ruleCandidate({ kind: "rmsprop", decay: 0.75, momentum: 0.5, epsilon: 1e-3 }),
];

/** Both checks on one backend. */
async function found(backend: keyof typeof RUNS): Promise<Conformance[]> {
  const options = {
    backend,
    runs: RUNS[backend],
    onLaw: (law: string, name: string) => console.error(backend, law, name),
  };
  return [
    await checkConformance([...OPTIMIZERS.map((kind) => ruleCandidate(kind)), ...TELLING], options),
    await checkLosses(undefined, options),
  ];
}

const checks = [...await found("cpu"), ...await found("wasm"), ...await requestAdapter() ? await found("webgpu") : []];
const faults = surprises(checks);
for (const fault of faults) console.error(fault);
if (faults.length > 0) Deno.exitCode = 1;
else Deno.writeTextFileSync(FILE, defectsMarkdown(checks));
