import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { checkStability, type FailureRecord, InputError, parseFailureRecord, replay } from "../../mod.ts";
import { storedFailures, storeFailure, writeNew, writeWhole } from "../../src/check/mod.ts";
import { parseJson, recordText } from "../../src/core/mod.ts";
import { flipped, plain } from "./_subjects.ts";

const BASE = { profile: "ci", like: "sgd", name: "subject", properties: ["descends"] } as const;

const SEED_CASE = "fixtures/failures/seed_case.json";
const RECORD = parseFailureRecord(parseJson(await Deno.readTextFile(SEED_CASE), SEED_CASE));
const NAME = `no-late-rise-adam-${RECORD.digests[0].slice(0, 12)}`;

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(`${folder}/failures`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a failure is stored, found again first, and gone once the optimizer is mended", () =>
  inFolder(async (store) => {
    const first = await checkStability({ ...BASE, optimizer: flipped, store });
    const { file, record } = first.results[0].failure!;
    assertEquals([...Deno.readDirSync(store)].map(({ name }) => `${store}/${name}`), [file]);
    assertEquals(await storedFailures(store), { failures: [{ file: file!, record }], unread: [] });

    const again = await checkStability({ ...BASE, optimizer: flipped, store, seed: 99 });
    assertEquals(again.trainings, 1);
    assertEquals(again.results[0].failure!.record, record);

    const mended = await checkStability({ ...BASE, optimizer: plain, store });
    assertEquals([mended.outcome, mended.mended], ["holds", [file]]);
  }));

Deno.test("a record replays to the bit, and what differs is named", () =>
  inFolder(async (store) => {
    const { results: [{ failure }] } = await checkStability({ ...BASE, optimizer: flipped, store: false });
    const record = failure!.record;
    const same = await replay(record, { subject: flipped });
    assertEquals([same.reproduced, same.differences, same.digests], [true, [], record.digests]);

    const other = await replay(record, { subject: plain });
    assertEquals(other.reproduced, false);
    assertStringIncludes(other.differences.join(), "other bits");
    assertStringIncludes(other.differences.join(), "in place of rise");
    // Both steps are of one length, and go apart.
    const [{ trace, step, quantity, recorded, now }] = other.departures;
    assertEquals([trace, step, quantity], [1, 0, "weightNorm"]);
    assertStringIncludes(other.differences[0], `from step 0 on: weightNorm is ${now} in place of ${recorded}`);
    const old = await replay({ ...record, traces: undefined }, { subject: plain });
    assertEquals([old.differences[0], old.departures], ["trace 1 of 1 has other bits", []]);

    const longer = await replay({ ...record, digests: [...record.digests, record.digests[0]] }, { subject: flipped });
    assertEquals([longer.reproduced, longer.differences], [false, ["there are 1 traces in place of 2"]]);

    const cpu = await replay(record, { subject: flipped, backend: "cpu" });
    assertEquals([cpu.reproduced, cpu.backend.name], [true, "cpu"]);
    assertEquals([same.environment, cpu.environment], [[], ["backend cpu in place of wasm"]]);
    const versions = { ...record.versions, deno: "1.0.0" }, elsewhere = { name: "webgpu", adapter: "a GPU" } as const;
    const { environment } = await replay({ ...record, versions, backend: elsewhere }, {
      subject: flipped,
      backend: "cpu",
    });
    const deno = `deno ${Deno.version.deno} in place of 1.0.0`;
    assertEquals(environment, ["backend cpu in place of webgpu", "adapter none in place of a GPU", deno]);

    const error = await assertRejects(() => replay(record), InputError);
    assertStringIncludes(error.message, "--subject");
    assertEquals(await storedFailures(store), { failures: [], unread: [] });
  }));

/** What a file of the store holds that is no record of ours, and what is said of it. */
const UNREADABLE: Record<string, [text: string | Uint8Array<ArrayBuffer>, message: string]> = {
  "a_half.json": [recordText(RECORD).slice(0, 900), "must be JSON: line "],
  "b_empty.json": ["", "must be JSON: it is empty"],
  "c_bits.json": [new Uint8Array([0x7b, 0xff, 0xfe]), "cannot be read: "],
  "d_fields.json": ['{"format": 1}', "property: must be text"],
  "e_foreign.json": ['{"name": "package"}', "must be a failure record: it has no format"],
  "f_list.json": ["[1, 2]", "must be a failure record"],
  "g_newer.json": [
    JSON.stringify({ ...RECORD, format: 2, more: 1 }),
    "format: must be 1: it is 2, of a newer steadfast: update to read it",
  ],
  "h_property.json": [JSON.stringify({ ...RECORD, property: "sings" }), "property: must be one of "],
  "i_large.json": [" ".repeat(2 ** 22 + 1), "must be at most 4194304 bytes: it has 4194305"],
};

Deno.test("damaged, foreign and newer files are named, skipped and left as they are; the check goes on", () =>
  inFolder(async (store) => {
    const first = await checkStability({ ...BASE, optimizer: flipped, store }), { file } = first.results[0].failure!;
    for (const [name, [text]] of Object.entries(UNREADABLE)) await Deno.writeFile(`${store}/${name}`, bytes(text));
    await Deno.mkdir(`${store}/j_folder.json`);
    await Deno.symlink("nowhere.json", `${store}/k_link.json`);
    await Deno.writeTextFile(`${store}/x.json.tmp`, "{");

    const { results, trainings, unread } = await checkStability({ ...BASE, optimizer: flipped, store });
    assertEquals([trainings, results[0].failure!.file], [1, file]);
    const folder = ["j_folder.json", "must be a file"], link = ["k_link.json", "cannot be read: "];
    const expected = [...Object.entries(UNREADABLE).map(([name, [_, message]]) => [name, message]), folder, link];
    assertEquals(unread.map(({ file }) => file), expected.map(([name]) => `${store}/${name}`));
    unread.forEach(({ message }, i) => {
      const [name, fault] = expected[i];
      assert(message.startsWith(`${store}/${name}: ${fault}`), message);
      assert(message.endsWith("; it is left as it is: mend it or move it away"), message);
    });
    for (const [name, [text]] of Object.entries(UNREADABLE)) {
      assertEquals(await Deno.readFile(`${store}/${name}`), bytes(text));
    }
  }));

function bytes(text: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

Deno.test("what stands where a record belongs is not overwritten: the record takes another name", () =>
  inFolder(async (store) => {
    await writeNew(`${store}/${NAME}.json`, "half a rec");
    await writeNew(`${store}/${NAME}-2.json`, JSON.stringify({ ...RECORD, format: 2 }));
    await Deno.mkdir(`${store}/${NAME}-3.json`);
    const other = { ...RECORD, config: { ...RECORD.config, steps: 79 } };
    assertEquals(await storeFailure(store, other), `${store}/${NAME}-4.json`);
    assertEquals(await storeFailure(store, RECORD), `${store}/${NAME}-5.json`);
    assertEquals(await storeFailure(store, RECORD), `${store}/${NAME}-5.json`);
    assertEquals(await Deno.readTextFile(`${store}/${NAME}.json`), "half a rec");
    const { failures, unread } = await storedFailures(store);
    assertEquals([failures.map(({ record }) => record), unread.length], [[other, RECORD], 3]);
  }));

Deno.test("of the same failure the store keeps the first origin, and what any of them tells", () =>
  inFolder(async (store) => {
    const role = (role: "any" | "not-told") => ({ field: "steps", role, fails: role === "any" ? [81] : [], holds: [] });
    const bare: FailureRecord = { ...RECORD, traces: undefined, explanation: undefined };
    const explained: FailureRecord = { ...bare, seed: 7, original: RECORD.config, explanation: [role("any")] };
    const file = await storeFailure(store, bare);
    const stored = async () => parseFailureRecord(JSON.parse(await Deno.readTextFile(file)));
    await storeFailure(store, explained);
    const known = { ...JSON.parse(JSON.stringify(bare)), explanation: explained.explanation };
    assertEquals(await stored(), known);
    for (const less of [bare, { ...bare, explanation: [role("not-told")] }]) {
      await storeFailure(store, less);
      assertEquals(await stored(), known);
    }
    assertEquals(namesIn(store), [`${NAME}.json`]);
  }));

Deno.test("records that are stored at once are all kept, and the same one once", () =>
  inFolder(async (store) => {
    const others = [1, 2, 3, 4, 5, 6, 7, 8].map((steps) => ({ ...RECORD, config: { ...RECORD.config, steps } }));
    const files = await Promise.all([...others, ...others].map((record) => storeFailure(store, record)));
    assertEquals([new Set(files).size, namesIn(store).length], [8, 8]);
    const { failures } = await storedFailures(store);
    assertEquals(failures.map(({ record }) => record.config.steps).sort(), [1, 2, 3, 4, 5, 6, 7, 8]);
  }));

Deno.test("a file is written whole or not at all, and a new one only where there is none", () =>
  inFolder(async (folder) => {
    assertEquals([await writeNew(`${folder}/a`, "one"), await writeNew(`${folder}/a`, "two")], [true, false]);
    assertEquals(await Deno.readTextFile(`${folder}/a`), "one");
    await writeWhole(`${folder}/a`, "three");
    assertEquals(await Deno.readTextFile(`${folder}/a`), "three");
    // A folder in the file's place: the renaming fails, and nothing else is left.
    await Deno.mkdir(`${folder}/b/x`, { recursive: true });
    await assertRejects(() => writeWhole(`${folder}/b`, "four"));
    assertEquals([await writeNew(`${folder}/b`, "four"), namesIn(folder)], [false, ["a", "b"]]);
  }));

Deno.test("what a killed process left beside a record is no record, and is removed when it is a day old", () =>
  inFolder(async (store) => {
    const left = (id: string) => `${store}/${NAME}.json.${id}.tmp`, day = 24 * 3600e3;
    const [old, fresh, foreign] = [left(crypto.randomUUID()), left(crypto.randomUUID()), left("mine")];
    for (const [file, age] of [[old, 1.1], [fresh, 0.9], [foreign, 99]] as const) {
      await writeWhole(file, "{");
      await Deno.utime(file, Date.now() / 1e3, new Date(Date.now() - age * day));
    }
    assertEquals([await storedFailures(store), namesIn(store).length], [{ failures: [], unread: [] }, 3]);
    const file = await storeFailure(store, RECORD);
    assertEquals(namesIn(store).map((name) => `${store}/${name}`), [file, fresh, foreign].sort());
  }));

Deno.test("a stored failure is tried again only where the property speaks of it", () =>
  inFolder(async (store) => {
    const learning = { ...BASE, properties: ["learns"], optimizers: ["momentum"], maxShrinks: 0 } as const;
    const loud = { ...learning, rates: { low: 300, high: 300 } } as const;
    const first = await checkStability({ ...loud, store });
    assertEquals(first.outcome, "violated");
    const usual = await checkStability({ ...learning, store });
    assertEquals([usual.outcome, usual.mended], ["holds", []]);
    assertEquals((await checkStability({ ...loud, store })).trainings, 1);
  }));
