/**
 * The benchmark of `diagnose`: configs that fail by a cause that was put in, and controls that hold.
 *
 * - `deno task benchmark:diagnoses make [--half=tuning]` makes the half that one may look at while the diagnosis is built.
 * - `... make --half=reported --frozen=COMMIT` makes the other, from a seed that the hash of COMMIT gives: the commit that
 *   froze the diagnosis, whose files must still be those of that commit.
 * - `... run [--half=tuning|reported] [--cause=NAME]` diagnoses the entries (default: all) and prints the figures; without
 *   --cause, it keeps them, too. `... show` prints the figures that are kept.
 *
 * Entries stand in fixtures/golden/diagnosis_benchmark.json, what was found in diagnosis_results.json, the figures in
 * diagnosis.md. All take --jobs=N, workers at a time (default: one for each core).
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { checkFrozen, commitOf } from "./calibrate/frozen.ts";
import { seedOf } from "./calibrate/split.ts";
import { askAll } from "./diagnosis_benchmark/crew.ts";
import type { Result } from "./diagnosis_benchmark/diagnosed.ts";
import type { Entry, Half } from "./diagnosis_benchmark/entry.ts";
import { makeHalf } from "./diagnosis_benchmark/make.ts";
import { markdown } from "./diagnosis_benchmark/markdown.ts";
import { type Benchmark, linesOf, readJson, type Recipe, type Results } from "./diagnosis_benchmark/store.ts";

const USAGE =
  "deno task benchmark:diagnoses make|run|show [--half=tuning|reported] [--frozen=COMMIT] [--cause=NAME] [--jobs=N]";
const GOLDEN = new URL("../fixtures/golden/", import.meta.url).pathname;
const FILES = {
  benchmark: `${GOLDEN}diagnosis_benchmark.json`,
  results: `${GOLDEN}diagnosis_results.json`,
  text: `${GOLDEN}diagnosis.md`,
};
const TUNING_SEED = 1;
/** What is under test, and what it is tested with. */
const UNDER_TEST = ["src/diagnosis", "scripts/diagnosis_benchmark", "fixtures/benchmark"];

const options = parseArgs(Deno.args, {
  boolean: ["help"],
  string: ["half", "frozen", "cause", "jobs"],
  default: { jobs: String(navigator.hardwareConcurrency) },
  unknown: (name: string) => name.startsWith("-") ? fail(`${name} is not known: ${USAGE}`) : true,
});
if (options.help) {
  console.log(USAGE);
  Deno.exit();
}
const [command] = options._, half = options.half as Half | undefined, jobs = Number(options.jobs);
if (half !== undefined && half !== "tuning" && half !== "reported") {
  fail(`--half must be tuning or reported: it is ${half}`);
}
if (!(jobs >= 1 && jobs <= 64)) fail(`--jobs must be 1 to 64: it is ${options.jobs}`);
const benchmark = await readJson<Benchmark>(FILES.benchmark, { recipes: {}, entries: [] });
if (command === "make") await make(half ?? "tuning");
else if (command === "run") await run();
else if (command === "show") console.log(markdown(benchmark, await readJson(FILES.results, { deno: "", results: [] })));
else fail(USAGE);

async function make(half: Half): Promise<void> {
  const frozen = half === "reported"
    ? await commitOf(String(options.frozen || fail("--half=reported needs --frozen")))
    : null;
  if (frozen !== null) await checkFrozen(frozen, UNDER_TEST);
  const seed = frozen === null ? TUNING_SEED : seedOf(frozen);
  const { entries, empty } = await makeHalf({ half, seed, jobs, onSlot: (text) => console.error(text) });
  const command = `deno task benchmark:diagnoses make --half=${half}${frozen === null ? "" : ` --frozen=${frozen}`}`;
  const recipe: Recipe = { command, frozen, seed, empty };
  const { tuning, reported }: Benchmark["recipes"] = { ...benchmark.recipes, [half]: recipe };
  const others = benchmark.entries.filter((entry) => entry.half !== half);
  const all = half === "tuning" ? [...entries, ...others] : [...others, ...entries];
  await Deno.writeTextFile(FILES.benchmark, linesOf({ recipes: { tuning, reported } }, "entries", all));
  console.log(`${entries.length} entries; ${empty.length === 0 ? "every slot filled" : `empty: ${empty.join(", ")}`}`);
}

async function run(): Promise<void> {
  const isWanted = (entry: Entry) =>
    (half === undefined || entry.half === half) && (options.cause === undefined || entry.cause === options.cause);
  const entries = benchmark.entries.filter(isWanted), { reported } = benchmark.recipes;
  if (entries.some((entry) => entry.half === "reported")) await checkFrozen(reported!.frozen!, UNDER_TEST);
  const fresh = await askAll<Result>(entries.map((entry) => ({ kind: "diagnose", entry })), {
    jobs,
    onAnswer: (answer) => console.error(JSON.stringify(answer)),
  });
  const before = await readJson<Results>(FILES.results, { deno: "", results: [] });
  const known = new Map([...before.results, ...fresh].map((result) => [result.id, result]));
  const results = benchmark.entries.flatMap(({ id }) => known.get(id) ?? []), deno = Deno.version.deno;
  if (options.cause !== undefined) return console.log(markdown({ ...benchmark, entries }, { deno, results: fresh }));
  const text = markdown(benchmark, { deno, results });
  await Deno.writeTextFile(FILES.results, linesOf({ deno }, "results", results));
  await Deno.writeTextFile(FILES.text, text);
  console.log(text);
}

function fail(message: string): never {
  console.error(message);
  Deno.exit(2);
}
