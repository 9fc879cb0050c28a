import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder, steadfast } from "./_program.ts";

/** A log of 1000 steps. */
function log(loss: (step: number) => number): string {
  return `step,loss\n${Array.from({ length: 1000 }, (_, step) => `${step},${loss(step)}\n`).join("")}`;
}

const STABLE = log((t) => 0.02 + 2 * Math.exp(-t / 100));
const LATE = log((t) => 0.02 + 2 * Math.exp(-t / 100) + (t > 700 ? (t - 700) / 100 : 0));

Deno.test("one line of JSON for each log, and the worst exit status", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/stable.csv`, STABLE);
    await Deno.writeTextFile(`${cwd}/late.csv`, LATE);
    const { status, out, err } = await steadfast(["judge", "--json", "stable.csv", "late.csv", "-"], {
      cwd,
      input: STABLE,
    });
    const lines = out.trimEnd().split("\n").map((line) => JSON.parse(line));
    assertEquals([status, err], [1, ""]);
    assertEquals(lines.map(({ log, judgement }) => [log, judgement]), [
      ["stable.csv", "stable"],
      ["late.csv", "late-rise"],
      ["-", "stable"],
    ]);
    for (const line of lines) {
      const { confidence, onset, recovered, symptoms } = line;
      assertEquals(Object.keys(line), ["log", "judgement", "onset", "recovered", "confidence", "symptoms"]);
      assert(confidence >= 0 && confidence <= 1 && Array.isArray(symptoms));
      assertEquals([onset === null, recovered], line.judgement === "stable" ? [true, null] : [false, false]);
    }
    assert(lines[1].onset > 700 && lines[1].onset < 800, `${lines[1].onset}`);
  }));

Deno.test("one line of text for each log", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast(["judge", "-"], { cwd, input: LATE });
    assertEquals([status, err], [1, ""]);
    assert(/^standard input: late-rise from step 7\d\d, not recovered, confidence [.\d]+; .*\n$/.test(out), out);
  }));

Deno.test("a log with 1 % of its lines malformed is refused, naming them; the others are judged", () =>
  inFolder(async (cwd) => {
    const lines = STABLE.split("\n");
    for (let i = 50; i < 1000; i += 100) lines[i] = "\x1b[31mgarbage";
    await Deno.writeTextFile(`${cwd}/bad\x1b[31m.csv`, lines.join("\n"));
    const alone = await steadfast(["judge", "--json", "bad\x1b[31m.csv"], { cwd });
    assertEquals([alone.status, alone.out], [2, ""]);
    const message = "bad\\x1b[31m.csv: lines 51, 151, 251, 351, 451 and 5 more must be 2 cells between commas";
    assert(
      alone.err.startsWith(`steadfast: ${message}`) && alone.err.includes('line 51 is "\\x1b[31mgarbage"'),
      alone.err,
    );

    const { status, out, err } = await steadfast(["judge", "bad\x1b[31m.csv", "none.csv", "-"], { cwd, input: STABLE });
    assertEquals(status, 2);
    assert(/^standard input: stable, confidence .*\n$/.test(out), out);
    assertStringIncludes(err, message);
    assertStringIncludes(err, "none.csv: cannot be read: there is no such file\n");
    assert(err.endsWith("steadfast: judge: 2 of 3 logs could not be judged\n"), err);
    assert(!(alone.err + err).includes("\x1b"));
  }));

Deno.test("warnings go to standard error", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast(["judge", "--json", "-"], {
      cwd,
      input: STABLE.replace("step,", "time,"),
    });
    assertEquals([status, out.split("\n").length], [0, 2]);
    assertEquals(err, "standard input: there are no steps: the points are numbered from 0\n");
  }));
