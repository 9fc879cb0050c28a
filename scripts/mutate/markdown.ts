import type { Mutant } from "./operators.ts";
import { reasonFor } from "./survivors.ts";

/** The result as a page: how many were caught, by file, and the survivors with their reasons. */
export function mutationMarkdown(mutants: readonly Mutant[], survivors: readonly Mutant[]): string {
  const caught = mutants.length - survivors.length, files = [...new Set(mutants.map(({ file }) => file))].sort();
  const of = (list: readonly Mutant[], file: string) => list.filter((mutant) => mutant.file === file).length;
  const code = (text: string) => `\`${text.replaceAll("|", "\\|").replaceAll("\n", " ")}\``;
  return [
    "# Mutation run",
    "",
    "`deno task mutate`: the oracles and our own optimizers changed in one place at a time, against the oracles' tests and",
    `conformance on cpu. Caught: ${caught} of ${mutants.length}, ${(100 * caught / mutants.length).toFixed(1)} %.`,
    "",
    "| file | mutants | caught |",
    "|---|---|---|",
    ...files.map((file) => `| ${file} | ${of(mutants, file)} | ${of(mutants, file) - of(survivors, file)} |`),
    "",
    "## Survivors",
    "",
    ...survivors.length > 0 ? ["| place | change | reason |", "|---|---|---|"] : ["None."],
    ...survivors.map((mutant) =>
      `| ${mutant.file}:${mutant.line} | ${code(mutant.from)} to ${code(mutant.to)} | ${reasonFor(mutant) ?? "none"} |`
    ),
    "",
  ].join("\n");
}
