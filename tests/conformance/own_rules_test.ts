import { assertEquals } from "@std/assert";
import { type Candidate, checkConformance, ruleCandidate } from "../../src/conformance/mod.ts";
import { Adadelta, Adamax, AdamW, CenteredRmsprop } from "../../src/optimizers/mod.ts";
import { webgpuTest } from "../_webgpu.ts";

/** Numbers of which no two are alike, and epsilons that count; of those in DEFAULTS, their own. */
const ADAM = { beta1: 0.5, beta2: 0.75, epsilon: 1e-3 };
const DEFAULT = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Every rule of ours, as it is by default and with telling numbers. */
export const OWN: Candidate[] = [
  ruleCandidate("adamw"),
  ruleCandidate({ kind: "adamw", ...ADAM, weightDecay: 0.3 }),
  ruleCandidate("amsgrad"),
  ruleCandidate({ kind: "amsgrad", ...ADAM }),
  { name: "Adam", make: (rate) => new AdamW(rate, { weightDecay: 0 }), rule: { kind: "adam", ...DEFAULT } },
  { name: "Adadelta", make: (rate) => new Adadelta(rate), rule: { kind: "adadelta", rho: 0.95, epsilon: 1e-7 } },
  {
    name: "Adadelta",
    make: (rate) => new Adadelta(rate, { rho: 0.6, epsilon: 1e-3 }),
    rule: { kind: "adadelta", rho: 0.6, epsilon: 1e-3 },
  },
  {
    name: "CenteredRmsprop",
    make: (rate) => new CenteredRmsprop(rate),
    rule: { kind: "rmsprop-centered", decay: 0.9, momentum: 0, epsilon: 1e-7 },
  },
  {
    name: "CenteredRmsprop",
    make: (rate) => new CenteredRmsprop(rate, { decay: 0.6, momentum: 0.3, epsilon: 1e-3 }),
    rule: { kind: "rmsprop-centered", decay: 0.6, momentum: 0.3, epsilon: 1e-3 },
  },
  { name: "Adamax", make: (rate) => new Adamax(rate), rule: { kind: "adamax", ...DEFAULT } },
  { name: "Adamax", make: (rate) => new Adamax(rate, ADAM), rule: { kind: "adamax", ...ADAM } },
];

const CONVENTIONS = [
  "epsilon outside the root: Kingma & Ba 2015, PyTorch",
  "epsilon outside the root: Kingma & Ba 2015, PyTorch",
  "corrected after the maximum: PyTorch",
  "corrected after the maximum: PyTorch",
  "epsilon outside the root: Kingma & Ba 2015, PyTorch",
  "Zeiler 2012, all",
  "Zeiler 2012, all",
  "epsilon and rate inside: Graves 2013, Keras",
  "epsilon and rate inside: Graves 2013, Keras",
  "epsilon in the denominator: Keras",
  "epsilon in the denominator: Keras",
];

for (const [backend, runs] of [["cpu", 40], ["wasm", 12]] as const) {
  OWN.forEach((candidate, i) => {
    const numbers = Object.values(candidate.rule!).slice(1).join(", ");
    Deno.test(`${candidate.name} (${numbers}) on ${backend} keeps all laws, in its convention`, async () => {
      const { outcome, candidates: [{ results }] } = await checkConformance([candidate], { backend, runs });
      const broken = results.flatMap(({ law, counterexample }) => counterexample ? [{ law, ...counterexample }] : []);
      assertEquals([outcome, broken], ["holds", []]);
      // Fewer trials may not tell the conventions apart.
      const conventions = results[0].conventions!;
      assertEquals(backend === "cpu" ? conventions : conventions.filter((name) => name === CONVENTIONS[i]), [
        CONVENTIONS[i],
      ]);
    });
  });
}

webgpuTest(
  "on webgpu their arithmetic is within the same bounds, and they can be saved",
  async () => {
    const some = OWN.filter((_, i) => [1, 3, 8].includes(i));
    const { outcome } = await checkConformance(some, {
      backend: "webgpu",
      runs: 4,
      laws: ["agrees", "resumes"],
    });
    assertEquals(outcome, "holds");
  },
);
