/** What is under test, and what it is tested with: none of it may change between the freezing and the report. */
const UNDER_TEST = [
  "src/stability",
  // Claims about optimizers: the judge knows nothing of them.
  ":(exclude)src/stability/properties",
  // The door: names only.
  ":(exclude)src/stability/mod.ts",
  ...["recipe", "split", "ladder", "shapes", "outcome", "variants", "figures"]
    .map((name) => `scripts/calibrate/${name}.ts`),
];

/** The full hash of a commit of this repository. */
export async function commitOf(name: string): Promise<string> {
  return (await git("rev-parse", "--verify", "--end-of-options", `${name}^{commit}`)).trim();
}

/**
 * Makes sure that the files under test are those of the commit.
 *
 * @param paths what is under test, as git names it
 * @throws {Error} naming those that differ
 */
export async function checkFrozen(commit: string, paths: readonly string[] = UNDER_TEST): Promise<void> {
  const changed = await git("diff", "--name-only", commit, "--", ...paths);
  const added = await git("ls-files", "--others", "--exclude-standard", "--", ...paths);
  if (`${changed}${added}` !== "") {
    throw new Error(`Cannot report figures of commit ${commit}: these files differ from it:\n${changed}${added}`);
  }
}

async function git(...args: string[]): Promise<string> {
  const cwd = new URL("../..", import.meta.url);
  const { success, stdout, stderr } = await new Deno.Command("git", { args, cwd }).output();
  if (!success) throw new Error(`git ${args[0]} failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
