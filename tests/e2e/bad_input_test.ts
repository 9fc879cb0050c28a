import { assert, assertEquals } from "@std/assert";
import { filesIn, inFolder, steadfast, SUBJECTS } from "./_program.ts";

const CHECK = ["check", "--runs=1", "--property=descends", "--optimizer=sgd", "--backend=wasm"];
const OF_SUBJECT = ["check", "--runs=1", "--property=descends", "--backend=wasm"];
const ADAM = { optimizer: { kind: "adam", learningRate: { absolute: 0.1 } } };

/** Arguments, standard input, and what standard error is, or begins with where it ends in "...". */
const CASES: [args: string[], input: string, err: string][] = [
  [
    ["chekc"],
    "",
    "command: must be one of check, train, shrink, replay, diagnose, boundary, conform, judge, promote, schema: it is chekc; did you " +
    "mean check?",
  ],
  [
    ["\x1b[31m"],
    "",
    "command: must be one of check, train, shrink, replay, diagnose, boundary, conform, judge, promote, schema: it is \\x1b[31m",
  ],
  [[...CHECK, "--rnus=3"], "", "--rnus=3: is no option of this command; did you mean --runs?"],
  [[...CHECK, "--runs=2"], "", "--runs: must be given once"],
  [[...CHECK, "--subject=a.ts#b"], "", "--optimizer: must be left out beside --subject; --like names its kin"],
  [[...CHECK, "--like=adam"], "", "--like: must stand beside --subject: it says what that is like"],
  [[...OF_SUBJECT, "--subject=nofile.ts#x"], "", "--subject=nofile.ts#x: cannot be loaded: Module not found ..."],
  [[...OF_SUBJECT, "--subject=throws.ts#x"], "", "--subject=throws.ts#x: cannot be loaded: thrown \\x1b[31m"],
  [
    [...OF_SUBJECT, `--subject=${SUBJECTS}#none`],
    "",
    `--subject=${SUBJECTS}#none: must name an exported function: ...`,
  ],
  [
    [...OF_SUBJECT, `--subject=${SUBJECTS}#nothing`],
    "",
    `subject: the subject "${SUBJECTS}#nothing" must return a ...`,
  ],
  [["conform", "--like=adam"], "", "--like: must stand beside --subject: it says what that is like"],
  [["conform", "--losses", "--optimizer=sgd"], "", "--losses: must be left out beside --optimizer and --subject"],
  [
    ["conform", "--optimizer=sgd", "--law=value"],
    "",
    "--law=value: is of losses: pass --losses, or some of agrees, ...",
  ],
  [
    ["conform", "--losses", "--law=leak"],
    "",
    "--law=leak: is of optimizers: leave --losses out, or pass some of value, ...",
  ],
  [["train", "folder"], "", "folder: cannot be read: it is a folder"],
  [["train", "-"], "", "standard input: must be JSON: it is empty"],
  [["train", "-"], JSON.stringify({ ...ADAM, seed: -1 }), "standard input: seed: must be a whole number from 0 to ..."],
  [
    ["train", "-", `--subject=${SUBJECTS}#flipped`],
    JSON.stringify(ADAM),
    `--subject=${SUBJECTS}#flipped: must be left ...`,
  ],
  [["shrink", "-", "--property=nope"], JSON.stringify(ADAM), "--property=nope: must be one of true-gradient, ..."],
  [["replay", "-"], JSON.stringify(ADAM), "standard input: format: must be 1: it is missing; ..."],
  [
    ["promote", "-"],
    '{"format": 2}',
    "standard input: format: must be 1: it is 2, of a newer steadfast: update to read it",
  ],
  [["promote", "none.json"], "", "none.json: cannot be read: there is no such file"],
  [["judge", "-"], "", "standard input: must have lines step,loss[,accuracy]: it is empty"],
  [["judge", "-", "-"], "", "arguments: there must be one - at most: standard input can be read only once"],
];

Deno.test("bad input gives one line on standard error, status 2, and nothing written", (t) =>
  inFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/folder`);
    await Deno.writeTextFile(`${cwd}/throws.ts`, 'throw new Error("thrown \\x1b[31m\\nsecond line");');
    for (const [args, input, message] of CASES) {
      await t.step(args.join(" "), async () => {
        const { status, out, err } = await steadfast(args, { cwd, input });
        const expected = `steadfast: ${message}`, begins = expected.replace(/\.\.\.$/, "");
        assert(expected === begins ? err === `${expected}\n` : err.startsWith(begins), err);
        assertEquals([status, out, err.trimEnd().split("\n").length], [2, "", 1]);
      });
    }
    assertEquals(filesIn(cwd), ["throws.ts"]);
  }));

Deno.test("without a command, help stands on standard error", () =>
  inFolder(async (cwd) => {
    const bare = await steadfast([], { cwd }), asked = await steadfast(["--help"], { cwd });
    assertEquals([bare.status, bare.out, bare.err], [2, "", asked.out]);
    assertEquals([asked.status, asked.err], [0, ""]);
    const { status, out } = await steadfast(["train", "--help"], { cwd });
    assert(status === 0 && out.startsWith("steadfast train: "), out);
  }));
