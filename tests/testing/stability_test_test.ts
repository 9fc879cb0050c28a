import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError, stabilityTest } from "../../mod.ts";

const ROOT = import.meta.resolve("../../"), CONFIG = new URL("deno.json", ROOT).pathname;

/** Runs a test file of this body, and gives what the runner says. */
async function outcomeOf(body: string): Promise<{ code: number; out: string }> {
  const folder = await Deno.makeTempDir();
  try {
    const imports = `import { flipped, plain } from "${ROOT}tests/check/_subjects.ts";\n` +
      `import { fromFunction, ownData, stabilityTest } from "${ROOT}mod.ts";\n`;
    await Deno.writeTextFile(
      `${folder}/a b_test.ts`,
      `${imports}const B = { store: false, runs: 1, like: "sgd" };\n${body}`,
    );
    const args = ["test", "-A", "--no-check", "--config", CONFIG, "a b_test.ts"], env = { NO_COLOR: "1" };
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: folder, env }).output();
    return { code, out: [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("") };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a step for each property; what is skipped or not claimed is ignored; skip leaves out the test", async () => {
  const { code, out } = await outcomeOf(`
    const few = Object.fromEntries(["order", "descends", "learns", "no-late-rise", "bounded-rise", "detects-divergence"]
      .map((name) => [name, { skip: true }]));
    stabilityTest("whole", { ...B, optimizer: plain, properties: few });
    stabilityTest("one of them", { ...B, optimizer: plain, properties: { replays: { only: true, runs: 2 } } });
    stabilityTest("a list", { ...B, optimizer: plain, properties: ["no-leak", "adam-crossing"] });
    stabilityTest.skip("left out", { ...B, optimizer: flipped, properties: ["adam-crossing"] });
  `);
  assertEquals(code, 0, out);
  const steps = (name: string) =>
    Object.fromEntries(
      out.split(`\n${name} ...\n`)[1].split(`\n${name} ... `)[0].split("\n").map((line) =>
        line.match(/^ {2}(\S+) \.\.\. (\w+)/)!.slice(1)
      ),
    );
  const whole = steps("whole");
  assertEquals(Object.keys(whole).filter((name) => whole[name] === "ok"), ["true-gradient", "replays", "no-leak"]);
  assertEquals(Object.values(whole).filter((outcome) => outcome === "ignored").length, 11);
  const only = steps("one of them");
  assertEquals(Object.keys(only).filter((name) => only[name] === "ok"), ["replays"]);
  assertEquals(steps("a list"), { "no-leak": "ok", "adam-crossing": "ignored" });
  assertStringIncludes(out, "\nleft out ... ignored");
});

Deno.test("only runs one test; what fails tells the config, the witness and one line to reproduce it", async () => {
  const { code, out } = await outcomeOf(`
    stabilityTest("others", { ...B, optimizer: flipped });
    stabilityTest.only("mine #2", { ...B, optimizer: flipped, properties: { descends: { only: true, maxShrinks: 20 } } });
  `);
  assertEquals(code, 1);
  assert(!out.includes("others ..."), out);
  const [, message] = out.split("AssertionError: "), lines = message.split("\n");
  assertEquals(lines[0], "FAIL descends / mine #2: rise");
  assertStringIncludes(message, "\n    optimizer  subject rate ");
  assertStringIncludes(message, "\n  it shows: the loss ");
  assertStringIncludes(message, "\n  to reproduce: deno test -A 'a b_test.ts' '--filter=mine #2'\n");
  assertStringIncludes(message, "\nseed 324896, profile ci, backend wasm\n");
});

Deno.test("on data and a problem of one's own; what is not claimed there is ignored", async () => {
  const { code, out } = await outcomeOf(`
    const data = await ownData({ sequences: [[1, 2], [2, 1], [3], [0, 1]], labels: [0, 1, 0, 1] });
    stabilityTest("on data", { ...B, optimizer: plain, data, properties: ["order", "learns"] });
    const problem = () => fromFunction({ start: [1], loss: (x) => x.square() });
    stabilityTest("on a problem", { ...B, optimizer: plain, problem, properties: ["order", "descends"] });
  `);
  assertEquals(code, 0, out);
  assertStringIncludes(out, "on data ...\n  order ... ok");
  assertStringIncludes(out, "  learns ... ignored");
  assertStringIncludes(out, "on a problem ...\n  order ... ignored");
  assertStringIncludes(out, "  descends ... ok");
});

Deno.test("what is misspelt, and what would check nothing, is refused when it is registered", () => {
  const fault = (options: Parameters<typeof stabilityTest>[1]) =>
    assertThrows(() => stabilityTest("mine", options), InputError).message;
  assertStringIncludes(fault({ properties: ["descend"] }), 'it is "descend"');
  assertStringIncludes(fault({ properties: { descend: {} } }), 'it is "descend"');
  const nothing = "mine: must check a property that is claimed of what is tested, and not skipped: there is none";
  assertEquals(fault({ optimizers: ["sgd"], properties: ["adam-crossing"] }), nothing);
  assertEquals(fault({ properties: [] }), nothing);
});
