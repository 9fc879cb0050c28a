import { assert, assertEquals, assertThrows } from "@std/assert";
import { diagnose } from "../../src/cli/diagnose.ts";
import { parseArguments } from "../../src/cli/arguments.ts";
import { KNOWN_OPTIONS, knownRun } from "../../src/cli/known.ts";
import { diagnoseLog } from "../../src/diagnosis/mod.ts";
import { logDiagnosisLines } from "../../src/report/mod.ts";
import { InputError } from "../../mod.ts";

const known = (...args: string[]) => knownRun(parseArguments(["--log=-", ...args], diagnose).options);

Deno.test("every option tells its field", () => {
  assertEquals(known(), {});
  const args =
    "--unit=epochs --optimizer=adam --rate=2e-4 --momentum=.9 --beta1=.9 --beta2=.999 --decay=.99 --epsilon=1e-8 " +
    "--clip-norm=none --schedule=rising --raised-at=10,20 --batch=full --samples=100 --steps-per-epoch=7 --shuffled=no " +
    "--classes=4 --label-sum=1 --label-smoothing=.1 --cell=gru --units=9 --length=30";
  assertEquals(known(...args.split(" ")), {
    ...{ unit: "epochs", optimizer: "adam", rate: 2e-4, momentum: 0.9, beta1: 0.9, beta2: 0.999, decay: 0.99 },
    ...{ epsilon: 1e-8, clipNorm: "none", schedule: "rising", raisedAt: [10, 20], batchSize: "full", samples: 100 },
    ...{ stepsPerEpoch: 7, shuffled: false, classes: 4, labelSum: 1, labelSmoothing: 0.1, cell: "gru", units: 9 },
    length: 30,
  });
  assertEquals(args.split(" ").length, Object.keys(KNOWN_OPTIONS).length);
  assertEquals(known("--clip-norm=.5", "--batch=8", "--shuffled=yes"), { clipNorm: 0.5, batchSize: 8, shuffled: true });
});

Deno.test("a value out of range is a fault of its option", () => {
  const fault = (...args: string[]) => assertThrows(() => known(...args), InputError).message;
  assertEquals(fault("--beta1=3"), "--beta1: must be a number from 0 to 1: it is 3");
  assertEquals(fault("--clip-norm=0"), '--clip-norm: must be "none" or a number above 0 and at most 1e+30: it is 0');
  assertEquals(fault("--batch=1.5"), '--batch: must be "full" or a whole number from 1 to 1e9: it is 1.5');
  assertEquals(fault("--clip-norm=no"), "--clip-norm=no: must be a number or none");
  assertEquals(fault("--rate=fast"), "--rate=fast: must be a number");
  assertEquals(fault("--raised-at=1,,2"), "--raised-at=1,,2: must be numbers, with commas between");
  assertEquals(fault("--raised-at=1,-2"), "--raised-at: must be a number from 0 to 1000000000000000: it is -2");
});

Deno.test("what the text of a diagnosis asks for, there is an option to tell", () => {
  const step = Array.from({ length: 30 }, (_, i) => i);
  const curve = { step, loss: step.map((epoch) => 0.1 + 1.3 * Math.exp(-epoch / 3) + (epoch < 20 ? 0 : 1)) };
  const flat = { step: curve.step, loss: curve.loss.map(() => 1.4) };
  const asked = [curve, flat].flatMap((curve) => {
    const text = logDiagnosisLines(diagnoseLog(curve, { unit: "epochs", optimizer: "adam" })).join(" ");
    return /It would tell more if you told: (.*?) With /s.exec(text)![1].match(/(?<=--)[a-z0-9-]+/gi)!;
  });
  assert(asked.length > 8);
  assertEquals(asked.filter((name) => !Object.hasOwn(KNOWN_OPTIONS, name)), []);
});
