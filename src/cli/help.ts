import { wrap } from "../report/mod.ts";
import type { Command, Option } from "./command.ts";

/** Help for the whole program. */
export function programHelp(commands: Record<string, Command>): string {
  const width =
    Math.max(...Object.values(commands).map((c, i) => Object.keys(commands)[i].length + c.operands.length)) + 3;
  return [
    "steadfast: property-based tests for optimizer stability",
    "",
    "usage: steadfast COMMAND [OPTIONS] [OPERANDS]",
    "",
    ...Object.entries(commands).flatMap(([name, { operands, summary }]) =>
      wrap(`  ${`${name} ${operands}`.padEnd(width)}${summary}`, { hang: " ".repeat(width + 2) })
    ),
    "",
    "Every command takes --json and --help.",
    ...wrap(
      "Exit status: 0 holds, reproduced, stable; 1 violated, not reproduced, unstable; 2 bad usage or input; 3 inconclusive.",
    ),
  ].join("\n");
}

/** Help for one command. */
export function commandHelp(name: string, { summary, operands, options, notes = [] }: Command): string {
  const all = { ...options, "json": { help: "print JSON" }, "help": { help: "print this" } };
  const texts = Object.entries(all).flatMap(([option, { value, help }]: [string, Partial<Option>]) => [
    `  --${option}${value ? `=${value}` : ""}`,
    ...wrap(help ?? "", { indent: "        " }),
  ]);
  return [
    ...wrap(`steadfast ${name}: ${summary}`),
    "",
    `usage: steadfast ${name} [OPTIONS] ${operands}`.trimEnd(),
    "",
    ...texts,
    "",
    ...notes.flatMap((note) => wrap(note)),
  ].join("\n").trimEnd();
}
