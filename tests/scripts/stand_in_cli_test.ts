// Every expectation here is of the published @std/cli too: the file must also pass with the real one linked.
import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli";

Deno.test("strings, booleans, numbers and what is no option", () => {
  const args = ["check", "--optimizer=adam", "--runs", "50", "-h", "log.csv", "7", "--rate=1e-3", "--", "--after"];
  const parsed = parseArgs(args, { string: ["optimizer", "runs"], boolean: ["help", "json"], alias: { help: "h" } });
  assertEquals({ ...parsed }, {
    _: ["check", "log.csv", 7, "--after"],
    optimizer: "adam",
    runs: "50",
    help: true,
    h: true,
    json: false,
    rate: 0.001,
  });
});

Deno.test("_ among the strings leaves numbers texts", () => {
  const parsed: Record<string, unknown> = parseArgs(["7", "1e5"], { string: ["_"] });
  assertEquals(parsed._, ["7", "1e5"]);
});

Deno.test("an empty value is an empty text, and a negative number after a space is no value", () => {
  assertEquals(parseArgs(["--seed="], { string: ["seed"] }).seed, "");
  const parsed = parseArgs(["--seed", "-7"], { string: ["seed"] });
  assertEquals({ ...parsed }, { _: [], seed: "", 7: true });
  assertEquals(parseArgs(["--seed=-7"], { string: ["seed"] }).seed, "-7");
});

Deno.test("the last one counts, except of a collected option", () => {
  const args = ["--runs=1", "--tag=a", "--runs=2", "-t", "b"];
  const parsed = parseArgs(args, { string: ["runs", "tag"], collect: ["tag", "log"], alias: { tag: "t" } });
  assertEquals(parsed.runs, "2");
  assertEquals(parsed.tag, ["a", "b"]);
  assertEquals(parsed.t, ["a", "b"]);
  assertEquals(parseArgs(["--log=x"], { string: "log", collect: "log" }).log, ["x"]);
  assertEquals(parseArgs([], { string: ["log"], collect: ["log"] }).log, []);
});

Deno.test("a default stands where the option does not", () => {
  const options = { string: ["profile", "jobs"], boolean: ["colour"], default: { profile: "quick", colour: true } };
  const absent = parseArgs([], options), given = parseArgs(["--profile=ci", "--colour=false"], options);
  assertEquals([absent.profile, absent.colour, absent.jobs], ["quick", true, undefined]);
  assertEquals([given.profile, given.colour], ["ci", false]);
});

Deno.test("only a negatable option is negated", () => {
  const options = { boolean: ["colour", "json"], negatable: ["colour"], default: { colour: true, json: true } };
  const parsed = parseArgs(["--no-colour", "--no-json"], options);
  assertEquals({ ...parsed }, { _: [], colour: false, json: true, "no-json": true });
});

Deno.test("unknown hears of every option that is not listed, and of what is no option", () => {
  const heard: unknown[] = [];
  const unknown = (...call: unknown[]) => {
    heard.push(call);
    return call.length === 1;
  };
  const args = ["check", "--rnus=5", "--seed=1", "--tag=a", "--no-json", "--file", "--fast", "-x", "-h"];
  const parsed = parseArgs(args, {
    string: ["seed", "file"],
    boolean: ["json", "help"],
    collect: ["tag"],
    alias: { help: "h" },
    unknown,
  });
  assertEquals(heard, [
    ["check"],
    ["--rnus=5", "rnus", "5"],
    ["--no-json", "no-json", true],
    ["--fast", "fast", true],
    ["-x", "x", true],
  ]);
  assertEquals({ ...parsed }, { _: ["check"], seed: "1", tag: ["a"], file: "", json: false, help: true, h: true });
});

Deno.test("what unknown throws comes out", () => {
  const unknown = (arg: string) => {
    throw new TypeError(arg);
  };
  assertThrows(() => parseArgs(["--jbos=2"], { string: ["jobs"], unknown }), TypeError, "--jbos=2");
});

Deno.test("arguments are left as they were", () => {
  const args = Object.freeze(["--no-json", "x"]);
  parseArgs(args, { boolean: ["json"] });
  assertEquals(args, ["--no-json", "x"]);
});
