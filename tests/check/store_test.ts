import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { checkStability, InputError, replay } from "../../mod.ts";
import { storedFailures, storeFailure } from "../../src/check/mod.ts";
import { flipped, plain } from "./_subjects.ts";

const BASE = { profile: "ci", like: "sgd", name: "subject", properties: ["descends"] } as const;

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

    const longer = await replay({ ...record, digests: [...record.digests, record.digests[0]] }, { subject: flipped });
    assertEquals([longer.reproduced, longer.differences], [false, ["there are 1 traces in place of 2"]]);

    const cpu = await replay(record, { subject: flipped, backend: "cpu" });
    assertEquals([cpu.reproduced, cpu.backend.name], [true, "cpu"]);

    const error = await assertRejects(() => replay(record), InputError);
    assertStringIncludes(error.message, "--subject");
    assertEquals(await storedFailures(store), { failures: [], unread: [] });
  }));

Deno.test("a stored file that is no record is named", () =>
  inFolder(async (store) => {
    await Deno.mkdir(store);
    await Deno.writeTextFile(`${store}/bad.json`, '{"format": 1}');
    const error = await assertRejects(() => checkStability({ ...BASE, optimizer: plain, store }), InputError);
    assertStringIncludes(error.message, "bad.json");
  }));

Deno.test("a record is written whole or not at all", () =>
  inFolder(async (store) => {
    const { results: [{ failure }] } = await checkStability({ ...BASE, optimizer: flipped, store: false });
    await storeFailure(store, failure!.record);
    const [{ name }] = [...Deno.readDirSync(store)], file = `${store}/${name}`, before = await Deno.readTextFile(file);
    // A folder in the file's place: the rename fails, and nothing else is left.
    await Deno.remove(file);
    await Deno.mkdir(`${file}/x`, { recursive: true });
    await assertRejects(() => storeFailure(store, failure!.record));
    assertEquals([...Deno.readDirSync(store)].map(({ name }) => name), [name]);
    assert(before.endsWith("}\n"));
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
