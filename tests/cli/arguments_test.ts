import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseArguments } from "../../src/cli/arguments.ts";
import { check } from "../../src/cli/check.ts";
import type { Command } from "../../src/cli/command.ts";
import { judge } from "../../src/cli/judge.ts";
import { promote } from "../../src/cli/promote.ts";
import { schema } from "../../src/cli/schema.ts";
import { shrink } from "../../src/cli/shrink.ts";
import { train } from "../../src/cli/train.ts";
import { InputError } from "../../mod.ts";

/** A command, a space, its arguments. */
function parse(words: string): ReturnType<typeof parseArguments> {
  const [name, ...args] = words.split(" "),
    commands: Record<string, Command> = { check, judge, promote, schema, shrink, train };
  return parseArguments(args, commands[name]);
}

function fault(words: string): string {
  return assertThrows(() => parse(words), InputError).message;
}

Deno.test("options, flags and operands", () => {
  const { operands, options, json, help } = parse("train --json --backend=cpu config.json --format csv");
  assertEquals({ operands, json, help }, { operands: ["config.json"], json: true, help: false });
  assertEquals({ ...options }, { backend: "cpu", format: "csv" });
  assertEquals(parse("check --no-store").options, { "no-store": true });
  assertEquals(parse("check").options, { "no-store": false });
});

Deno.test("a value stands after = or after a space, a negative one too", () => {
  for (const words of ["check --seed=-7", "check --seed -7"]) {
    assertEquals([parse(words).options.seed, parse(words).given], [-7, ["--seed=-7"]]);
  }
  assertEquals(parse("check --runs 3 --rates .5..2").options, {
    runs: 3,
    rates: { low: 0.5, high: 2 },
    "no-store": false,
  });
  assertEquals(parse("check --optimizer=adam,sgd").options.optimizer, ["adam", "sgd"]);
});

Deno.test("a lone dash is an operand, and so is all after --", () => {
  assertEquals(parse("judge - a.csv").operands, ["-", "a.csv"]);
  assertEquals(parse("judge -- -a.csv --json").operands, ["-a.csv", "--json"]);
  assertEquals(parse("judge 7 1e5").operands, ["7", "1e5"]);
});

Deno.test("help asks for no operands", () => {
  assert(parse("train --help").help);
  assert(parse("train -h").help);
});

Deno.test("bad usage names the option and what would be right", () => {
  const cases: Record<string, string> = {
    "check --rnus=3": "--rnus=3: is no option of this command; did you mean --runs?",
    "check --jsno": "--jsno: is no option of this command; did you mean --json?",
    "check -seed=7": "-seed=7: is no option of this command; did you mean --seed?",
    "check --frobnicate": "--frobnicate: is no option of this command: see --help",
    "check --no-json": "--no-json: is no option of this command: see --help",
    "check -x": "-x: is no option of this command: see --help",
    "check --__proto__=1": "--__proto__=1: is no option of this command: see --help",
    "check --runs": "--runs: must have a value: --runs=N",
    "check --runs=": "--runs: must have a value: --runs=N",
    "check --property --json": "--property: must have a value: --property=NAME,...",
    "check --runs=1 --runs 2": "--runs: must be given once",
    "check --json --json": "--json: must be given once",
    "check --json=true": "--json=true: must be --json, without a value",
    "check --no-store=1": "--no-store=1: must be --no-store, without a value",
    "check adam": "arguments: besides options there must be none: there are 1: adam",
    "schema x y": "arguments: besides options there must be none: there are 2: x y",
    "train": "arguments: besides options there must be CONFIG: there is none",
    "train a b": "arguments: besides options there must be CONFIG: there are 2: a b",
    "judge": "arguments: besides options there must be at least 1 (LOG...): there is none",
    "promote a b": "arguments: besides options there must be FAILURE.json: there are 2: a b",
    "check --runs=0": "--runs=0: must be a whole number from 1 to 1000000",
    "check --runs=1.5": "--runs=1.5: must be a whole number from 1 to 1000000",
    "check --jobs=0": "--jobs=0: must be a whole number from 1 to 256",
    "check --jobs=all": "--jobs=all: must be a whole number from 1 to 256",
    "shrink x --case-timeout=0": "--case-timeout=0: must be a number of seconds above 0, at most 1e9",
    "check --seed=abc": "--seed=abc: must be a whole number from -2147483648 to 2147483647",
    "check --seed=2147483648": "--seed=2147483648: must be a whole number from -2147483648 to 2147483647",
    "check --subject=mine.ts": "--subject=mine.ts: must be FILE#EXPORT, such as my_optimizer.ts#make",
    "check --seed=\x1b[31m": "--seed=\\x1b[31m: must be a whole number from -2147483648 to 2147483647",
    "check --s\x1bed=1": "--s\\x1bed=1: is no option of this command; did you mean --seed?",
    "train a \x1b[31m": "arguments: besides options there must be CONFIG: there are 2: a \\x1b[31m",
  };
  for (const [words, message] of Object.entries(cases)) assertEquals(fault(words), message);
});

Deno.test("whatever stands there, it is parsed or refused by an InputError without control characters", () => {
  const word = fc.oneof(
    fc.constantFrom("--", "-", "--seed", "--json", "--runs=", "--help", "-7", "-h", "--no-store", "true"),
    fc.string(),
    fc.string({ unit: "binary" }).map((text) => `--${text}`),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (args) => {
      try {
        parseArguments(args, check);
      } catch (error) {
        assert(error instanceof InputError, String(error));
        // deno-lint-ignore no-control-regex
        assert(!/[\x00-\x1f\x7f-\x9f]/.test(error.message), error.message);
      }
    }),
    { seed: 1, numRuns: 1000 },
  );
});
