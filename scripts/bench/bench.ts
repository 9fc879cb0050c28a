/**
 * What a training step costs, beside the peers: `deno task bench [FOLDER]`. Everything in one run, one side after the other in each
 * round, pinned to one core; medians over the rounds. Writes bench.json and bench.md to the folder, or prints the latter.
 * PyTorch takes part if a python3 with it is found, tfjs-layers always.
 *
 * @module
 */
import { checkRates } from "./checks.ts";
import { growth } from "./growth.ts";
import { markdown, type Results, type Row } from "./markdown.ts";
import { Side, type Task, works } from "./_protocol.ts";

const GATES = { rnn: 1, gru: 3, lstm: 4 };
const SIZES = {
  S: { batch: 32, length: 20, features: 4, units: 16, classes: 4 },
  M: { batch: 32, length: 50, features: 8, units: 32, classes: 4 },
  L: { batch: 64, length: 100, features: 16, units: 64, classes: 4 },
};
const ROUNDS = 7;
/** Seconds that a side is timed in a round. */
const SECONDS = 0.6;
/** Sides that are slow and only set a scale are asked in so many rounds. */
const FEW: Record<string, number> = { "layers-cpu": 1, "layers-wasm": 3, "composed": 3 };

const here = new URL(".", import.meta.url).pathname, core = Math.max(0, navigator.hardwareConcurrency - 1);
const deno = (script: string, ...args: string[]) =>
  new Side(Deno.execPath(), ["run", "-A", `${here}${script}`, ...args], { core });

const python = await findPython();
const ours = deno("ours.ts");
const sides: Record<string, Side> = {
  "peak": ours,
  "fused": ours,
  "vanishing": ours,
  "step": ours,
  "composed": ours,
  "layers-wasm": deno("tfjs_layers.ts", "wasm"),
  "layers-cpu": deno("tfjs_layers.ts", "cpu"),
};
if (python) sides.pytorch = new Side(python, [`${here}pytorch.py`], { core });

const results: Results = {
  machine: await machine(),
  deno: Deno.version.deno,
  rows: [],
  growth: [],
  checks: [],
};
for (const [size, shape] of Object.entries(SIZES)) {
  for (const cell of ["rnn", "gru", "lstm"] as const) results.rows.push(await row(size, { ...shape, cell }));
}
results.growth = await growth((task) => ours.ask(task), SECONDS);
for (const side of new Set(Object.values(sides))) await side.end();
results.checks = await checkRates(python);
const text = markdown(results), folder = Deno.args[0];
if (folder) {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/bench.json`, `${JSON.stringify(results, null, 2)}\n`);
  await Deno.writeTextFile(`${folder}/bench.md`, text);
}
console.log(text);

async function row(size: string, shape: Omit<Task, "side" | "seconds">): Promise<Row> {
  const rounds: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, side] of Object.entries(sides)) {
      if (round >= (FEW[name] ?? ROUNDS)) continue;
      const vanishing = name === "vanishing";
      const answer = await side.ask({ ...shape, side: vanishing ? "fused" : name, vanishing, seconds: SECONDS });
      (rounds[name] ??= []).push(answer.ms);
      if (answer.about) results.pytorch = answer.about;
    }
    console.error(`${size} ${shape.cell}: round ${round + 1} of ${ROUNDS}`);
  }
  const { batch, length, features, units, cell } = shape;
  const operations = 3 * 2 * batch * length * (features + units) * GATES[cell] * units;
  return { size, cell, operations, rounds };
}

/** A python3 that has PyTorch: the first on the path, or Debian's. */
async function findPython(): Promise<string | undefined> {
  for (const name of ["python3", "/usr/bin/python3"]) if (await works(name, ["-c", "import torch"])) return name;
}

async function machine(): Promise<string> {
  const info = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const model = info.match(/model name\s*:\s*(.*)/)?.[1] ?? Deno.build.arch;
  return `${model}, ${navigator.hardwareConcurrency} cores`;
}
