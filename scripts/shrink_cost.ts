/**
 * Measures what shrinking takes: `deno task shrink:cost [FILE.json] [--max-work=N]`. FILE.json holds a list of configs,
 * {@linkcode Entry}, or an object with one as `entries`. Default: the benchmark of diagnoses, or
 * fixtures/golden/shrinking_cases.json where there is none. Prints a table, and writes it to fixtures/golden/shrinking.md.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { checkCase, EFFORT } from "../src/check/mod.ts";
import { parseJson, parseTrainingConfig } from "../src/core/mod.ts";
import type { BackendName } from "../src/kernels/mod.ts";

const GOLDEN = new URL("../fixtures/golden/", import.meta.url).pathname;

/** A config that may fail. */
interface Entry {
  id: string;
  config: unknown;
  /** Default: no-late-rise or, if that holds, learns. */
  property?: string;
  /** The optimizer that it names, as FILE#EXPORT of this repository. */
  subject?: string;
  /** Default "wasm". */
  backend?: BackendName;
}

/** What shrinking one config took. */
export interface Cost {
  id: string;
  /** How it fails; undefined if it does not. */
  failure?: string;
  /** Trainings that were tried. */
  tried: number;
  /** In trainings of the config at full length. */
  work: number;
  ended: string;
}

/** Shrinks a list of configs, one after the other, and no more than that: nothing is stored or explained. */
export async function shrinkingCosts(
  list: readonly Entry[],
  { maxWork }: { maxWork: number },
): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const { id, config, property, subject, backend = "wasm" } of list) {
    const explaining = new AbortController();
    const { failure } = await checkCase(parseTrainingConfig(config, id), {
      properties: property === undefined ? ["no-late-rise", "learns"] : [property],
      backend,
      module: subject && new URL(`../${subject}`, import.meta.url).href,
      maxShrinks: EFFORT.ci.maxShrinks,
      maxWork,
      shrinkTime: Infinity,
      store: false,
      signal: explaining.signal,
      onEvent: ({ kind }) => kind === "explaining" && explaining.abort(),
    });
    const { tried = 0, work = 0, ended = "not shrunk" } = failure?.shrinking ?? {};
    costs.push({ id, failure: failure?.record.failure, tried, work, ended });
  }
  return costs;
}

/** The smallest number that a share of a list is at most. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The table, one row for each way to fail. */
export function costTable(costs: readonly Cost[]): string {
  const rows = Object.entries(Object.groupBy(costs, ({ failure }) => failure ?? "nothing that these claim")).map(
    ([failure, of = []]) => {
      const at = (share: number, of: number[], digits: number) => quantile(of, share).toFixed(digits);
      const tried = of.map(({ tried }) => tried), work = of.map(({ work }) => work);
      const toTheEnd = of.filter(({ ended }) => ended === "minimal").length;
      const cells = [0.5, 0.9, 1].flatMap((share) => [at(share, tried, 0), at(share, work, 2)]);
      return `| ${[failure, of.length, ...cells, toTheEnd].join(" | ")} |`;
    },
  );
  return [
    "| fails by | configs | trainings, median | full runs, median | trainings, 90 % | full runs, 90 % | trainings, most | full runs, most | to the end |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

async function defaultFile(): Promise<string> {
  const benchmark = `${GOLDEN}diagnosis_benchmark.json`;
  const isThere = await Deno.stat(benchmark).then(() => true, () => false);
  return isThere ? benchmark : `${GOLDEN}shrinking_cases.json`;
}

if (import.meta.main) {
  const { _: [given], "max-work": limit } = parseArgs(Deno.args, { string: ["max-work", "_"] });
  const file = given === undefined ? await defaultFile() : String(given);
  const maxWork = limit === undefined ? EFFORT.ci.maxWork : Number(limit);
  const content = parseJson(await Deno.readTextFile(file), file) as Entry[] | { entries: Entry[] };
  const list = Array.isArray(content) ? content : content.entries;
  const text = `# What shrinking takes

Made by \`deno task shrink:cost\` of fixtures/golden/${
    file.split("/").at(-1)
  }, on wasm, with at most ${maxWork} full runs. A full run is
the training of the failing config at full length, in floating point operations. The 90 % are the number that nine in ten
configs are at most. "To the end": no single field can be made simpler.

${costTable(await shrinkingCosts(list, { maxWork }))}
`;
  console.log(text);
  await Deno.writeTextFile(`${GOLDEN}shrinking.md`, text);
}
