import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { escapeControl, InputError } from "../../src/core/mod.ts";
import { MAX_LOG, parseLog } from "../../src/stability/log.ts";

const curveOf = (text: string) => parseLog(text, "a.csv").curve;
const warningsOf = (text: string) => parseLog(text, "a.csv").warnings;
const CURVE = { step: [0, 1, 2], loss: [1.5, 1, 0.25], accuracy: [0.25, 0.5, 0.75] };

/** Asserts that a log is refused, and returns why. */
function faultOf(text: string): string {
  return assertThrows(() => parseLog(text, "a.csv"), InputError, "a.csv: ").message;
}

Deno.test("a log is read with and without header, in any order of columns and by their usual names", () => {
  for (
    const text of [
      "0,1.5,.25\n1,1.0,.5\n2,25e-2,0.75\n",
      "step,loss,accuracy\n0,1.5,.25\n1,1,.5\n2,.25,.75\n",
      "accuracy,loss,step\n.25,1.5,0\n.5,1,1\n.75,.25,2\n",
      '"Epoch","Train Loss","acc"\n"0","1.5","0.25"\n"1","1","0.5"\n"2","0.25","0.75"\n',
      "iter, val_loss, train/loss, lr, train_accuracy\n0,9,1.5,x,.25\n1,9,1,,.5\n2,9,.25,x,.75\n",
      "epoch,global_step,loss,acc\n0,0,1.5,.25\n0,1,1,.5\n0,2,.25,.75\n",
      '{"step": 0, "loss": 1.5, "accuracy": 0.25}\n{"loss": 1, "step": 1, "accuracy": 0.5, "lr": "a"}\n' +
      '{"iteration": 2, "train_loss": 0.25, "acc": 0.75}\n',
    ]
  ) assertEquals(parseLog(text, "a.csv"), { curve: CURVE, unit: unitOf(text), warnings: [] }, text);
  assertEquals(curveOf("step,loss\n3,1\n5,2\n"), { step: [3, 5], loss: [1, 2] });
});

/** Of the logs above, one counts epochs, and one has epochs beside its steps. */
const unitOf = (text: string) => text.startsWith('"Epoch"') ? "epochs" : "updates";

Deno.test("steps that are called epochs are, in CSV and in JSON Lines", () => {
  assertEquals(parseLog("epochs,loss\n1,2\n", "a.csv").unit, "epochs");
  assertEquals(parseLog('{"epoch": 1, "loss": 2}\n', "a.jsonl").unit, "epochs");
  assertEquals(parseLog('{"epoch": 1, "step": 9, "loss": 2}\n', "a.jsonl").unit, "updates");
  assertEquals(parseLog("1,2\n", "a.csv").unit, "updates");
});

Deno.test("a byte order mark, CRLF, blank lines, comments and a missing last line break are tolerated", () => {
  assertEquals(
    curveOf("\ufeff# run 7\r\nstep,loss,accuracy\r\n\r\n0,1.5,.25\r\n#\r\n 1 , 1 , .5 \r\n2,.25,.75"),
    CURVE,
  );
});

Deno.test("NaN, infinities and null are data, empty cells and missing keys are gaps", () => {
  const loss = [NaN, NaN, Infinity, -Infinity, Infinity, NaN, 1];
  const step = loss.map((_, i) => i);
  assertEquals(curveOf("0,NaN\n1,nan\n2,inf\n3,-inf\n4,Infinity\n5,null\n6,1\n"), { step, loss });
  const lines = ["NaN", '"nan"', "Infinity", "-Infinity", '"inf"', "null", "1"].map((value, i) =>
    `{"step":${i},"loss":${value}}`
  );
  assertEquals(curveOf(lines.join("\n")), { step, loss });
  assertEquals(curveOf("step,loss,acc\n0,1,.5\n1,,.5\n,1,.5\n2,1,\n3,1,nan\n"), {
    step: [0, 2, 3],
    loss: [1, 1, 1],
    accuracy: [0.5, NaN, NaN],
  });
  assertEquals(curveOf('{"config": {"lr": 1}}\n{"step":0,"loss":1}\n{"step":1,"eval_loss":1}\n{"step":2,"loss":2}\n'), {
    step: [0, 2],
    loss: [1, 2],
  });
});

Deno.test("a malformed log is refused with the first lines, how many, and what would be right", () => {
  const fault = faultOf(
    "step,loss\n0,1\n1,one\n2,1\n" + Array.from({ length: 20 }, (_, i) => `${i + 3},0x1\n`).join(""),
  );
  assertStringIncludes(fault, "lines 3, 5, 6, 7, 8 and 16 more must be 2 cells");
  assertStringIncludes(fault, 'line 3 is "1,one"');
  for (
    const [text, part] of [
      ["0,1\n1,2,3\n", "line 2 must be 2 cells"],
      ["0,1\n1\n", "line 2 must be 2 cells"],
      ["0,1\n1,1,5\n2,1\n", "line 2 must be"],
      ["0,1\nnan,1\n", "line 2 must be"],
      ["0,1\n1,1 000\n", "line 2 must be"],
      ["0,1\n1,--1\n", "line 2 must be"],
      ['{"step":0,"loss":1}\n{"step":1,"loss":"1"}\n', "line 2 must be objects such as"],
      ['{"step":0,"loss":1}\n{"step":1,"loss":1\n', "line 2 must be objects such as"],
      ['{"step":0,"loss":1}\n[1]\n', "line 2 must be objects such as"],
      ['{"step":null,"loss":1}\n', "line 1 must be objects such as"],
      ["1,2,3,4\n", "or have a header"],
      ["5\n6\n", "or have a header"],
      ["time,value_loss\n1,2\n", 'must name a column "loss"'],
      ["<html>\n", 'must name a column "loss"'],
      [
        "step,loss,acc\n0,1,1.5\n1,1,.5\n2,1,.25\n",
        "accuracy must be in 0..1, or all of it in percent: it is 1.5 at line 2",
      ],
      ["step,loss,acc\n0,1,-.5\n", "accuracy must be"],
      ["step,loss,acc\n0,1,101\n", "accuracy must be"],
    ]
  ) assertStringIncludes(faultOf(text), part);
});

Deno.test("a log without a point is refused", () => {
  for (const text of ["", "\n\n", "# nothing\n", "\ufeff"]) assertStringIncludes(faultOf(text), "it is empty");
  for (const text of ["step,loss\n", "step,loss\n0,\n", "{}\n"]) assertStringIncludes(faultOf(text), "it has none");
});

Deno.test("what is quoted is short and has no control characters", () => {
  const fault = faultOf(`step,loss\n0,\x1b[2J\u202e${"x".repeat(10_000)}\n`);
  assertStringIncludes(fault, 'line 2 is "0,\\x1b[2J\\u202ex');
  assert(fault.length < 250, fault);
  assertEquals(escapeControl(fault), fault);
  assert(faultOf(`\x07${"h,".repeat(10_000)}\n`).length < 250);
});

Deno.test("a log that is too long is refused", () => {
  assertStringIncludes(faultOf("0,1\n".padEnd(MAX_LOG + 1)), `at most ${MAX_LOG} characters`);
});

Deno.test("a last line that was cut is left out with a warning, a whole one is kept", () => {
  for (const cut of ["3", "3,", "3,0.1,x", "3,1e-,0.5", "3,0.1,0."]) {
    const { curve, warnings } = parseLog(`0,1.5,.25\n1,1,.5\n2,.25,.75\n${cut}`, "a.csv");
    assertEquals({ curve, warnings }, { curve: CURVE, warnings: ["line 4 is incomplete: it was left out"] }, cut);
  }
  assertEquals(warningsOf('{"step":0,"loss":1}\n{"step":1,"lo'), ["line 2 is incomplete: it was left out"]);
  assertEquals(curveOf("0,1\n1,2").step, [0, 1]);
  assertStringIncludes(faultOf("0,1\n1,x\n2,"), "line 2 must be");
});

Deno.test("where steps go back, later points replace earlier ones from that step on", () => {
  const { curve, warnings } = parseLog("0,9\n1,8\n2,7\n3,6\n2,5\n3,4\n3,3\n4,2\n", "a.csv");
  assertEquals(curve, { step: [0, 1, 2, 3, 4], loss: [9, 8, 5, 3, 2] });
  assertEquals(warnings, [
    "steps go back 2 times, first at line 5, to step 2: later points replace earlier ones from that step on, 3 in all",
  ]);
  assertStringIncludes(warningsOf("5,1\n0,1\n1,1\n")[0], "go back once at line 2, to step 0");
});

Deno.test("a log without steps is numbered, one in percent scaled, one with losses below 0 warned of", () => {
  assertEquals(parseLog("loss,acc\n2,50\n1,\n.5,100\n", "a.csv"), {
    curve: { step: [0, 1, 2], loss: [2, 1, 0.5], accuracy: [0.5, NaN, 1] },
    unit: "updates",
    warnings: ["there are no steps: the points are numbered from 0", "accuracy is above 1: it was taken for percent"],
  });
  assertEquals(curveOf('{"loss":2}\n{"loss":1}\n').step, [0, 1]);
  assertStringIncludes(warningsOf("0,1\n1,-2\n2,-1\n")[0], "losses are below 0, the least at line 2");
  assertEquals(warningsOf("0,1\n1,-1.19e-7\n"), []);
});

Deno.test("every curve comes back from the CSV and the JSON Lines written of it", () => {
  const loss = fc.double().map((value) => Object.is(value, -0) ? 0 : value);
  const point = fc.record({ gap: fc.integer({ min: 1, max: 100 }), loss, accuracy: fc.double({ min: 0, max: 1 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (points) => {
      let at = 0;
      const rows = points.map(({ gap, loss, accuracy }) => ({ step: at += gap, loss, accuracy: accuracy + 0 }));
      const curve = {
        step: rows.map((row) => row.step),
        loss: rows.map((row) => row.loss),
        accuracy: rows.map((row) => row.accuracy),
      };
      assertEquals(curveOf(rows.map((row) => `${row.step},${row.loss},${row.accuracy}\n`).join("")), curve);
      const object = (row: typeof rows[number]) =>
        `{"step":${row.step},"loss":${row.loss},"accuracy":${row.accuracy}}\n`;
      assertEquals(curveOf(rows.map(object).join("")), curve);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("whatever the text, it is a curve in step order or an InputError", () => {
  const cell = fc.oneof(
    fc.constantFrom("", "nan", "-inf", "step", "loss", "1", "2.5", "{", "}", '"', "0x1", "#"),
    fc.string({ maxLength: 3 }),
  );
  const line = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(","));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      try {
        const { step, loss } = curveOf(lines.join("\n"));
        assert(loss.length > 0 && step.every((value, i) => Number.isFinite(value) && !(value <= step[i - 1])));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    { seed: 2, numRuns: 2000 },
  );
});
