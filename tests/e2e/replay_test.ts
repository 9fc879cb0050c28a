import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, steadfast, storedFailure, SUBJECTS } from "./_program.ts";

const SUBJECT = `--subject=${SUBJECTS}#flipped`;

/** A report with its wrapped sentences in one line each. */
const flat = (out: string) => out.replaceAll("\n  ", " ");

Deno.test("a stored failure: replayed, tampered with, without its subject, shrunk, promoted", (t) =>
  inFolder(async (cwd) => {
    const file = await storedFailure(cwd), name = file.replace(/.*\//, "");
    const record = JSON.parse(await Deno.readTextFile(`${cwd}/${file}`));

    await t.step("it replays to the bit, from any folder and from standard input", async () => {
      const { status, out, err } = await steadfast(["replay", file, SUBJECT], { cwd });
      assertEquals([status, err], [0, ""]);
      assert(out.startsWith("descends: rise\n") && out.includes("\nfound by: steadfast check --subject="), out);
      assert(out.endsWith(`\nreproduced to the bit on wasm (${record.digests[0].slice(0, 12)})\n`), out);
      assertStringIncludes(out, "\nvaried alone, no field was seen to matter; it fails with any rate (");
      const json = await steadfast(["replay", "-", SUBJECT, "--json"], { cwd, input: JSON.stringify(record) });
      assertEquals([json.status, JSON.parse(json.out).reproduced], [0, true]);
    });

    await t.step("a tampered digest is not reproduced", async () => {
      const digest = record.digests[0].replace(/^./, (digit: string) => digit === "0" ? "1" : "0");
      const input = JSON.stringify({ ...record, digests: [digest, ...record.digests.slice(1)] });
      const { status, out } = await steadfast(["replay", "-", SUBJECT], { cwd, input });
      assertEquals(status, 1);
      const altered = "trace 1 of 1 has other bits by its digest, though no number differs: the record was changed; ";
      assertStringIncludes(flat(out), `\nNOT reproduced: ${altered}backend and versions are those of the record`);
    });

    await t.step("a run that departs: where, in what, both values, and what is otherwise here", async () => {
      const loss = new Float64Array(Uint8Array.fromBase64(record.traces[0].loss).buffer), was = loss[7];
      loss[7] = 0.5;
      const traces = [{ ...record.traces[0], loss: new Uint8Array(loss.buffer).toBase64() }];
      const departed = {
        ...record,
        digests: ["0".repeat(64)],
        traces,
        versions: { ...record.versions, tfjs: "4.0.0" },
      };
      const input = JSON.stringify(departed),
        { status, out } = await steadfast(["replay", "-", SUBJECT], { cwd, input });
      const place = `from step 7 on: loss is ${was} in place of 0.5`,
        here = `tfjs ${record.versions.tfjs} in place of 4.0.0`;
      assertEquals(status, 1);
      assertStringIncludes(flat(out), `\nNOT reproduced: trace 1 of 1 has other bits ${place}; here it is ${here}\n`);
      const json = await steadfast(["replay", "-", SUBJECT, "--json"], { cwd, input }), result = JSON.parse(json.out);
      assertEquals(result.departures, [{ trace: 1, step: 7, quantity: "loss", recorded: 0.5, now: was }]);
      assertEquals(result.environment, [here]);
    });

    await t.step("what else differs is told, control characters of the record escaped", async () => {
      const input = JSON.stringify({ ...record, failure: "fall\x1b[31m", recipe: "by \x1b[32m" });
      const { status, out } = await steadfast(["replay", "-", SUBJECT], { cwd, input });
      assertEquals(status, 1);
      assert(out.startsWith("descends: fall\\x1b[31m\n") && out.includes("\nfound by: by \\x1b[32m\n"), out);
      assertStringIncludes(flat(out), "\nNOT reproduced: the verdict is rise in place of fall\\x1b[31m; ");
      assert(!out.includes("\x1b"));
    });

    await t.step(
      "without its subject it is refused, with the option to pass; what it names is not loaded",
      async () => {
        const config = {
          ...record.config,
          optimizer: { ...record.config.optimizer, name: `${SUBJECTS}\x1b[31m#flipped` },
        };
        const { status, out, err } = await steadfast(["replay", "-"], {
          cwd,
          input: JSON.stringify({ ...record, config }),
        });
        assertEquals([status, out], [2, ""]);
        assertStringIncludes(err, '\\x1b[31m#flipped": pass --subject=FILE#export');
        assert(!err.includes("\x1b") && err.trimEnd().split("\n").length === 1, err);
      },
    );

    await t.step("it shrinks no further, and tells which fields matter, as its record does", async () => {
      const { status, out } = await steadfast(["shrink", file, SUBJECT, "--no-store"], { cwd });
      assertEquals(status, 1);
      assertStringIncludes(out, "\nvaried alone, no field was seen to matter; it fails with any rate (");
      assertStringIncludes(out, "\nto reproduce: ");
      const json = await steadfast(["shrink", file, SUBJECT, "--no-store", "--max-shrinks=20", "--json"], { cwd });
      assertEquals(JSON.parse(json.out).record.explanation, record.explanation);
      assertEquals(record.explanation[0].role, "any");
    });

    await t.step("it is kept as a fixture once, and replays from there", async () => {
      const kept = `fixtures/failures/${name}`, { status, out } = await steadfast(["promote", file], { cwd });
      assertEquals([status, filesIn(cwd)], [0, [file, kept]]);
      assertStringIncludes(out, `kept as ${kept}\nto replay it: `);
      assertEquals(JSON.parse(await Deno.readTextFile(`${cwd}/${kept}`)), record);
      const again = await steadfast(["promote", file], { cwd });
      assertEquals([again.status, again.out], [2, ""]);
      assertStringIncludes(again.err, `${kept}: is there already`);
      assertEquals((await steadfast(["replay", kept, SUBJECT], { cwd })).status, 0);
    });

    await t.step("it is kept where --out says, or refused with nothing written", async () => {
      const { status, out } = await steadfast(["promote", file, "--out=kept.json", "--json"], { cwd });
      assertEquals([status, JSON.parse(out)], [0, { file: "kept.json" }]);
      const refused = await steadfast(["promote", file, `--out=kept.json/x.json`], { cwd });
      assertEquals([refused.status, refused.out], [2, ""]);
      assert(refused.err.startsWith("steadfast: kept.json/x.json: cannot be written: "), refused.err);
      assertEquals(filesIn(cwd), [file, `fixtures/failures/${name}`, "kept.json"]);
    });
  }));
