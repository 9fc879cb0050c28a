import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../mod.ts";
import { placeOf, readConfig, readRecord, readText, reasonOf } from "../../src/cli/files.ts";

const SGD = { kind: "sgd", learningRate: { absolute: 0.1 } };

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The fault found in a file of this content. */
async function faultOf(content: string | Uint8Array, read: (file: string) => Promise<unknown>): Promise<string> {
  let message = "";
  await inFolder(async (folder) => {
    const file = `${folder}/x`;
    await Deno.writeFile(file, typeof content === "string" ? new TextEncoder().encode(content) : content);
    ({ message } = await assertRejects(() => read(file), InputError));
    assert(message.startsWith(`${file}: `), message);
    message = message.slice(file.length + 2);
  });
  return message;
}

Deno.test("a text is read whole, without its byte order mark", () =>
  inFolder(async (folder) => {
    const text = "é\n".repeat(100_000);
    await Deno.writeTextFile(`${folder}/x`, `\ufeff${text}`);
    assertEquals(await readText(`${folder}/x`), text);
  }));

Deno.test("what cannot be read is named with its reason", () =>
  inFolder(async (folder) => {
    const message = async (file: string) => (await assertRejects(() => readText(file), InputError)).message;
    assertEquals(await message(`${folder}/none`), `${folder}/none: cannot be read: there is no such file`);
    assertEquals(await message(folder), `${folder}: cannot be read: it is a folder`);
    assert((await message("")).startsWith('"": cannot be read: '));
    assertEquals(await message(`${folder}/\x1b[31m`), `${folder}/\\x1b[31m: cannot be read: there is no such file`);
    assertEquals(await faultOf("12345", (file) => readText(file, { limit: 4 })), "must be at most 4 bytes");
    assertEquals(await faultOf(new Uint8Array([0xff, 0xfe, 0x7b]), readText), "must be text in UTF-8");
  }));

Deno.test("reading ends with the signal", async () => {
  const stop = new AbortController();
  stop.abort();
  const error = await assertRejects(() => readText(import.meta.filename!, { signal: stop.signal }));
  assert(error === stop.signal.reason);
});

Deno.test("a config is refused with the place of each fault", async () => {
  const cases: Record<string, string> = {
    "": "must be JSON: it is empty",
    '{"optimizer": ': "must be JSON: line 1, column 15 must have a value: the text ends there",
    '{"seed": NaN}': "must be JSON: line 1, column 10 must have a value: it has NaN",
    [JSON.stringify({ optimizer: SGD, seed: -1 })]: "seed: must be a whole number from 0 to 4294967295: it is -1",
    [JSON.stringify({ optimizer: SGD, stpes: 3 })]: 'must have no key "stpes" (did you mean "steps"?)',
    [JSON.stringify({ optimizer: SGD }).replace("0.1", "1e999")]: "optimizer.learningRate: must be " +
      '{"absolute": RATE} or {"timesBound": MULTIPLE}, the number above 0: it is {"absolute": Infinity}',
    [" ".repeat(2 ** 20 + 1)]: "must be at most 1048576 characters of JSON: it has 1048577",
    [" ".repeat(2 ** 22 + 1)]: "must be at most 4194304 bytes",
  };
  for (const [text, fault] of Object.entries(cases)) assertEquals(await faultOf(text, readConfig), fault);
  const deep = "[".repeat(500_000) + "]".repeat(500_000);
  assert((await faultOf(deep, readConfig)).startsWith("must be an object with the key optimizer"));
});

Deno.test("where a record is wanted, a config is refused", async () => {
  const fault = await faultOf(JSON.stringify({ optimizer: SGD }), readRecord);
  assert(fault.startsWith("format: must be 1: it is missing; "), fault);
});

Deno.test("places and reasons hold no control characters, and reasons are one line", () => {
  assertEquals([placeOf("-"), placeOf("\x1b"), placeOf("")], ["standard input", "\\x1b", '""']);
  assertEquals(reasonOf(new Error("first\x1b\nsecond")), "first\\x1b");
  assertEquals(reasonOf("thrown"), "thrown");
});
