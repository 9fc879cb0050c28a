import { works } from "./_protocol.ts";

/** How fast one way of checking the property goes. */
export interface CheckRate {
  name: string;
  processes: number;
  trainings: number;
  steps: number;
  seconds: number;
}

const CLI = new URL("../../src/cli/main.ts", import.meta.url).pathname;
const PYTHON = new URL("./hypothesis_check.py", import.meta.url).pathname;
/** Examples of the whole check on each side, enough for some seconds. */
const OURS = 400, THEIRS = 400;

/** Trainings per second of the property `descends` for Adam: this command, and Hypothesis with PyTorch. */
export async function checkRates(python: string | undefined): Promise<CheckRate[]> {
  const all = navigator.hardwareConcurrency, rates = [await ours(1, OURS / 8)];
  for (const jobs of all > 1 ? [1, all] : [1]) {
    rates.push(await ours(jobs, OURS));
    if (python && await works(python, ["-c", "import hypothesis"])) rates.push(await theirs(python, jobs));
  }
  return rates;
}

async function ours(jobs: number, runs: number): Promise<CheckRate> {
  const args = ["check", "--property=descends", "--optimizer=adam", `--runs=${runs}`, "--seed=1", "--backend=wasm"];
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", CLI, ...args, "--no-store", "--json", `--jobs=${jobs}`],
    stderr: "null",
  }).output();
  const { trainings, steps, elapsed } = JSON.parse(new TextDecoder().decode(stdout));
  return { name: "steadfast check", processes: jobs, trainings, steps, seconds: elapsed / 1e3 };
}

/** As many processes at a time as there are cores, each with its own seed; the time is that of the slowest. */
async function theirs(python: string, processes: number): Promise<CheckRate> {
  const outputs = await Promise.all(Array.from({ length: processes }, (_, i) =>
    new Deno.Command(python, {
      args: [PYTHON, String(THEIRS), String(i + 1)],
      env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    }).output()));
  const results = outputs.map(({ stdout }) => JSON.parse(new TextDecoder().decode(stdout)));
  const sum = (key: "trainings" | "steps") => results.reduce((total, result) => total + result[key], 0);
  const seconds = Math.max(...results.map((result) => result.seconds));
  return { name: "Hypothesis + PyTorch", processes, trainings: sum("trainings"), steps: sum("steps"), seconds };
}
