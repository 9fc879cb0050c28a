import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Conformance } from "../../src/conformance/mod.ts";
import { filesIn, inFolder, steadfast, SUBJECTS } from "./_program.ts";

const QUICK = ["conform", "--backend=cpu", "--runs=5"];

Deno.test("conform: a table for people, the same as data, status 0 but for known defects", () =>
  inFolder(async (cwd) => {
    const args = [...QUICK, "--optimizer=sgd,momentum", "--law=agrees,leak"];
    const { status, out, err } = await steadfast(args, { cwd });
    assertEquals([status, err], [0, ""]);
    assertStringIncludes(out, "law       sgd  momentum\nagrees  holds     holds\nleak    holds     known\n");
    const { outcome, candidates }: Conformance = JSON.parse((await steadfast([...args, "--json"], { cwd })).out);
    assertEquals([outcome, candidates.map(({ name }) => name)], ["holds", ["sgd", "momentum"]]);
    assertEquals(filesIn(cwd), []);
  }));

Deno.test("conform: a subject that goes uphill is no gradient descent, status 1", () =>
  inFolder(async (cwd) => {
    const args = [...QUICK, `--subject=${SUBJECTS}#flipped`, "--like=sgd", "--law=agrees"];
    const { status, out } = await steadfast(args, { cwd });
    assertEquals(status, 1);
    assertStringIncludes(out, "gradients (1)\n  seen: weights ");
  }));

Deno.test("conform --losses: those of tf.losses", () =>
  inFolder(async (cwd) => {
    const { status, out } = await steadfast([...QUICK, "--losses", "--law=label-gradient"], { cwd });
    assert(status === 0 && out.includes("KNOWN label-gradient / softmaxCrossEntropy"), out);
  }));
