/**
 * Measures the error rates of `judge`: `deno task calibrate [--half=tuning|reported] [--frozen=COMMIT] [--configs=N]
 * [--jobs=N] [--folder=FOLDER]`. Makes labelled runs, as many at a time as there are jobs (default: one for each core), and
 * keeps them in FOLDER (default .steadfast/calibration), so that it goes on where it was interrupted; then judges them and
 * prints the figures.
 *
 * - The tuning half (default) may be looked at as often as one likes: thresholds are chosen on it.
 * - The reported half has its seed from COMMIT, which froze what is under test; the files under test must still be those of
 *   that commit. The figures go to fixtures/golden/calibration.json and .md, a few labelled configs to
 *   calibration_samples.json, and a line to calibration_log.jsonl.
 *
 * How runs are made, and why like that: .github/decisions/0008-calibration.md.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { checkFrozen, commitOf } from "./calibrate/frozen.ts";
import { judgeAll, tasksOf } from "./calibrate/make.ts";
import { markdown, type Recipe } from "./calibrate/markdown.ts";
import { type Report, reportOf } from "./calibrate/report.ts";
import { cheapestSamples } from "./calibrate/sample.ts";
import { seedOf, TUNING_SEED } from "./calibrate/split.ts";

/** So many configs are kept with what their runs were found to be, for a test to make again. */
const SAMPLES = 6;
const GOLDEN = new URL("../fixtures/golden/", import.meta.url).pathname;

const USAGE =
  "deno task calibrate [--half=tuning|reported] [--frozen=COMMIT] [--configs=N] [--jobs=N] [--folder=FOLDER]";

const options = parseArgs(Deno.args, {
  boolean: ["help"],
  string: ["half", "frozen", "configs", "jobs", "folder"],
  default: {
    half: "tuning",
    configs: "560",
    jobs: String(navigator.hardwareConcurrency),
    folder: ".steadfast/calibration",
  },
  unknown: (name: string) => fail(`${name} is not known: ${USAGE}`),
});
if (options.help) {
  console.log(USAGE);
  Deno.exit();
}
const text = (name: string) => String(options[name]);
const half = text("half"), folder = text("folder"), configs = number(text("configs")), jobs = number(text("jobs"));
if (half !== "tuning" && half !== "reported") fail(`--half must be tuning or reported: it is ${half}`);
const frozen = half === "reported"
  ? await commitOf(options.frozen ? text("frozen") : fail("--half=reported needs --frozen"))
  : null;
if (frozen !== null) await checkFrozen(frozen);

await Deno.mkdir(folder, { recursive: true });
const seed = frozen === null ? TUNING_SEED : seedOf(frozen), tasks = await tasksOf({ half, seed, configs, folder });
const onDone = (done: number) => done % 20 === 0 && console.error(`${done} of ${configs} configs`);
const report = reportOf(await judgeAll(tasks, { jobs, onDone }));
const command = `deno task calibrate --half=${half}${
  frozen === null ? "" : ` --frozen=${frozen}`
} --configs=${configs}`;
const recipe: Recipe = { command, frozen, seed, configs, deno: Deno.version.deno };
console.log(markdown(recipe, report));
if (frozen !== null) await keep(recipe, report);

async function keep(recipe: Recipe, report: Report): Promise<void> {
  const { counts, clear } = report, line = { date: new Date().toISOString(), ...recipe, counts, clear };
  await Deno.mkdir(GOLDEN, { recursive: true });
  await Deno.writeTextFile(`${GOLDEN}calibration_log.jsonl`, `${JSON.stringify(line)}\n`, { append: true });
  await Deno.writeTextFile(`${GOLDEN}calibration.json`, `${JSON.stringify({ recipe, ...report }, null, 2)}\n`);
  await Deno.writeTextFile(`${GOLDEN}calibration.md`, markdown(recipe, report));
  const samples = await cheapestSamples(tasks, SAMPLES);
  await Deno.writeTextFile(`${GOLDEN}calibration_samples.json`, `${JSON.stringify(samples, null, 1)}\n`);
}

function number(text: string): number {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : fail(`a count must be a positive whole number: it is "${text}"`);
}

function fail(message: string): never {
  console.error(message);
  Deno.exit(2);
}
