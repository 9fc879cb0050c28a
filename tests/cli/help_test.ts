import { assert, assertStringIncludes } from "@std/assert";
import { boundary } from "../../src/cli/boundary.ts";
import { check } from "../../src/cli/check.ts";
import { conform } from "../../src/cli/conform.ts";
import { diagnose } from "../../src/cli/diagnose.ts";
import { commandHelp, programHelp } from "../../src/cli/help.ts";
import { judge } from "../../src/cli/judge.ts";
import { promote } from "../../src/cli/promote.ts";
import { replay } from "../../src/cli/replay.ts";
import { schema } from "../../src/cli/schema.ts";
import { shrink } from "../../src/cli/shrink.ts";
import { train } from "../../src/cli/train.ts";

const COMMANDS = { check, train, shrink, replay, diagnose, boundary, conform, judge, promote, schema };

Deno.test("the program's help names every command and fits 80 columns", () => {
  const help = programHelp(COMMANDS);
  for (const [name, { operands }] of Object.entries(COMMANDS)) assertStringIncludes(help, `\n  ${name} ${operands}`);
  assert(help.split("\n").every((line) => line.length <= 80));
});

for (const [name, command] of Object.entries(COMMANDS)) {
  Deno.test(`the help of ${name} names every option, flags without a value, and fits 80 columns`, () => {
    const lines = commandHelp(name, command).split("\n");
    const options: Record<string, { value?: string }> = { ...command.options, json: {}, help: {} };
    for (const [option, { value = "" }] of Object.entries(options)) {
      assert(lines.some((line) => line.startsWith(`  --${option}${value && `=${value}`}`)), option);
    }
    assert(lines.every((line) => line.length <= 80), lines.join("\n"));
  });
}
