import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, steadfast, SUBJECTS } from "./_program.ts";

/** Two kinds of sequences of up to three steps. */
const CSV = ["label,t0,t1,t2", ...Array.from({ length: 12 }, (_, i) => i % 2 ? `up,0,${i}e-1,1` : `down,1,${i}e-1`)];
const CONFIG = { steps: 300, model: { cell: "gru" }, optimizer: { kind: "adam", learningRate: { absolute: 0.05 } } };
const SUBJECT = `--subject=${SUBJECTS}#flipped`;

function inDataFolder(body: (cwd: string) => Promise<void>): Promise<void> {
  return inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/mine.csv`, CSV.join("\n"));
    await body(cwd);
  });
}

Deno.test("train and boundary take a file of data, all of it or a part", () =>
  inDataFolder(async (cwd) => {
    const input = JSON.stringify(CONFIG), args = ["train", "-", "--data=mine.csv", "--backend=wasm"];
    const { status, out, err } = await steadfast(args, { cwd, input });
    assertEquals([status, err], [0, ""]);
    assertStringIncludes(out, "data       mine.csv, 12 samples x 3 steps x 1 features, 2 classes, seed 1\n");
    const part = JSON.stringify({ ...CONFIG, data: { samples: 6, length: 2, seed: 5 } });
    const json = JSON.parse((await steadfast([...args, "--json"], { cwd, input: part })).out);
    assertEquals([json.config.data.samples, json.config.data.length, json.config.data.seed], [6, 2, 5]);
    const steps = JSON.stringify({ ...CONFIG, steps: 30, optimizer: { ...CONFIG.optimizer, kind: "sgd" } });
    const edge = ["boundary", "-", "--data=mine.csv", "--backend=wasm", "--tolerance=.5"];
    assertStringIncludes((await steadfast(edge, { cwd, input: steps })).out, "\nthe largest stable rate lies between ");
  }));

Deno.test("a failure on data is found, replayed with them, and refused without them or with others", () =>
  inDataFolder(async (cwd) => {
    const options = ["--data=mine.csv", "--runs=1", "--seed=1", "--backend=wasm"];
    const holds = await steadfast(["check", "--optimizer=sgd", "--property=order,learns", ...options], { cwd });
    assertEquals([holds.status, filesIn(cwd)], [0, ["mine.csv"]], holds.err);
    assertStringIncludes(holds.out, "NOT CLAIMED learns: claimed of generated data only");
    const wanted = [SUBJECT, "--like=sgd", "--property=descends", "--max-shrinks=20"];
    const found = await steadfast(["check", ...wanted, ...options], { cwd });
    assertEquals(found.status, 1, found.out + found.err);
    const [file] = filesIn(cwd);
    assertStringIncludes(found.out, `replay ${file} ${SUBJECT} --data=mine.csv\n`);
    const again = await steadfast(["replay", file, SUBJECT, "--data=mine.csv"], { cwd });
    assertEquals([again.status, again.err], [0, ""], again.out);
    const missing = await steadfast(["replay", file, SUBJECT], { cwd });
    assertEquals([missing.status, missing.out], [2, ""]);
    assertStringIncludes(
      missing.err,
      'steadfast: data: must come with the sequences that the config names, "mine.csv"',
    );
    await Deno.writeTextFile(`${cwd}/mine.csv`, CSV.join("\n").replace("9e-1", "8e-1"));
    const changed = await steadfast(["replay", file, SUBJECT, "--data=mine.csv"], { cwd });
    assertEquals([changed.status, changed.out], [2, ""]);
    assertStringIncludes(changed.err, "so it is another file, or it was changed");
  }));

Deno.test("bad data give one line, status 2", () =>
  inDataFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/bad.csv`, "label,t0\nup,1\ndown,x\n");
    const generated = { ...CONFIG, data: { task: "counting" } };
    const quadratic = { problem: "quadratic", optimizer: CONFIG.optimizer };
    const cases: [string, object, string][] = [
      ["bad.csv", CONFIG, "bad.csv: line 3 must have numbers in the columns beside label and sequence: it has x\n"],
      ["none.csv", CONFIG, "none.csv: cannot be read: there is no such file\n"],
      ["mine.txt", CONFIG, "mine.txt: must end in .csv, .jsonl, .npy, which says how it is read\n"],
      ["mine.csv", generated, "--data=mine.csv: must be left out: the config is of generated data, a task\n"],
      ["mine.csv", quadratic, "--data=mine.csv: must be left out: the config is of the problem quadratic\n"],
      ["mine.csv", { ...CONFIG, data: { samples: 13 } }, "data: must ask for no more than "],
    ];
    for (const [file, config, message] of cases) {
      const { status, out, err } = await steadfast(["train", "-", `--data=${file}`, "--backend=wasm"], {
        cwd,
        input: JSON.stringify(config),
      });
      assertEquals([status, out], [2, ""]);
      assert(err.startsWith(`steadfast: ${message}`), err);
    }
  }));
