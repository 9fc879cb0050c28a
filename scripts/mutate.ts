/**
 * The mutation run: changes the oracles and our own optimizers in one place at a time, in a copy of the tree, and sees whether the
 * oracles' tests and conformance catch it: `deno task mutate` (some ten minutes). Writes fixtures/golden/mutation.md; the exit
 * status is 1 if fewer than 95 % are caught, or a survivor has no reason in scripts/mutate/survivors.ts.
 *
 * @module
 */
import { mutantsByHand } from "./mutate/by_hand.ts";
import { type Mutant, mutantsOf } from "./mutate/operators.ts";
import { mutationMarkdown } from "./mutate/markdown.ts";
import { reasonFor } from "./mutate/survivors.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const FOLDERS = ["src/optimizers/oracles", "src/optimizers/rules"];
/** What a mutant is run against, the fast one first. */
const ORACLES = ["tests/optimizers/oracles"], CONFORMANCE = ["tests/conformance/own_rules_test.ts", "--filter=on cpu"];
/** ms; a mutant that takes longer hangs, and is caught. */
const LIMIT = 120_000;
const SHARE = 0.95;

async function isCaught(folder: string, file: string): Promise<boolean> {
  // Of a rule's own file, its own tests first: all of them take ten times as long.
  const [, rule] = /rules\/(\w+)\.ts/.exec(file) ?? [], own = `--filter=/(?i)^${rule?.replaceAll("_", "")} .* on cpu/`;
  const first = rule ? [[CONFORMANCE[0], own]] : [];
  for (const suite of [...first, ORACLES, CONFORMANCE]) {
    const args = ["test", "--no-check", "--fail-fast", "-A", ...suite];
    const options = { args, cwd: folder, stdout: "null", stderr: "null", signal: AbortSignal.timeout(LIMIT) } as const;
    if (!(await new Deno.Command(Deno.execPath(), options).output()).success) return true;
  }
  return false;
}

const sources = new Map(
  FOLDERS.flatMap((folder) =>
    [...Deno.readDirSync(ROOT + folder)].map(({ name }) =>
      [`${folder}/${name}` as string, Deno.readTextFileSync(`${ROOT}${folder}/${name}`)] as const
    )
  ).sort(),
);
const mutants = [...[...sources].flatMap(([file, source]) => mutantsOf(file, source)), ...mutantsByHand(sources)];
const folder = Deno.makeTempDirSync(), survivors: Mutant[] = [];
try {
  const copied = ["src", "tests", "scripts", "fixtures", "deno.json", "deno.lock", "mod.ts"];
  await new Deno.Command("cp", { args: ["-r", ...copied.map((name) => ROOT + name), folder] }).output();
  if (await isCaught(folder, "")) throw new Error("the suites must pass before anything is changed");
  for (const [i, mutant] of mutants.entries()) {
    const { file, line, from, to, source } = mutant, path = `${folder}/${file}`;
    Deno.writeTextFileSync(path, source);
    const caught = await isCaught(folder, file);
    Deno.writeTextFileSync(path, sources.get(file)!);
    if (!caught) survivors.push(mutant);
    console.error(`${i + 1}/${mutants.length} ${file}:${line} ${from} -> ${to}: ${caught ? "caught" : "SURVIVED"}`);
  }
} finally {
  Deno.removeSync(folder, { recursive: true });
}
const page = mutationMarkdown(mutants, survivors);
console.log(page);
Deno.writeTextFileSync(`${ROOT}fixtures/golden/mutation.md`, page);
if (survivors.length > (1 - SHARE) * mutants.length || !survivors.every(reasonFor)) Deno.exitCode = 1;
