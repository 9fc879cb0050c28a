import { assert, assertEquals } from "@std/assert";
import { storedFailures } from "../../src/check/mod.ts";
import { prng } from "../../src/core/mod.ts";
import { digestOf, type Stored } from "./_storing.ts";

/** The nightly profile kills 200 times. */
const KILLS = Deno.env.get("STEADFAST_PROFILE") === "nightly" ? 200 : 12;
const MODES = ["check", "shrink", "store"] as const;
/** So many processes after each other use one folder: what one has stored the next ones must leave alone. */
const SHARE = 6;
/** The longest time that a process goes on once its first record is stored and explained, ms. */
const LONGEST = 1000;

/** What processes said of a folder: a file, and the digest of its record. */
type Finished = Map<string, string>;

/**
 * Runs the driver, and ends it by a signal some ms after its first record was stored and explained.
 *
 * @returns how often it said that it had stored
 */
async function killed(
  [mode, folder, from]: string[],
  { signal, after, finished }: { signal: Deno.Signal; after: number; finished: Finished },
): Promise<number> {
  const args = [
    "run",
    "--allow-read",
    "--allow-env=CI",
    `--allow-write=${folder}`,
    `${import.meta.dirname}/_storing.ts`,
  ];
  const pipes = { stdout: "piped", stderr: "piped" } as const;
  const command = new Deno.Command(Deno.execPath(), { args: [...args, mode, folder, from], ...pipes });
  const child = command.spawn(), err = new Response(child.stderr).text();
  let out = "", timer: ReturnType<typeof setTimeout> | undefined;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    out += text;
    if (out.split("\n").length > 2) timer ??= setTimeout(() => child.kill(signal), after);
  }
  clearTimeout(timer);
  const { code, signal: by } = await child.status;
  assertEquals(signal === "SIGKILL" ? by : code, signal === "SIGKILL" ? "SIGKILL" : 0, await err);
  // What was being said when it was killed was not said.
  const lines = out.split("\n").slice(0, -1).map((line): Stored => JSON.parse(line));
  for (const { file, digest } of lines) finished.set(file, digest);
  return lines.length;
}

/** Every record that was finished is there, as it was said to be; what was found out since may stand in it, too. */
async function mustHold(folder: string, finished: Finished): Promise<void> {
  const { failures, unread } = await storedFailures(folder);
  assertEquals(unread, []);
  for (const [file, said] of finished) {
    const found = failures.find((each) => each.file === file);
    assert(found, `${file} is lost`);
    const { explanation: _, ...bare } = found.record;
    assert([await digestOf(found.record), await digestOf(bare)].includes(said), `${file} holds another record`);
  }
}

async function left(folder: string): Promise<number> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.filter((name) => name.endsWith(".tmp")).length;
}

for (const signal of ["SIGKILL", "SIGINT"] as const) {
  const times = signal === "SIGKILL" ? KILLS : KILLS / 4;
  Deno.test(`${signal} at any moment of check, shrink and store: the store opens and no finished record is lost`, async () => {
    const random = prng(324896, signal.length);
    let stored = 0, halves = 0, folder = "", finished: Finished = new Map();
    try {
      for (let k = 0; k < times; k++) {
        if (k % SHARE === 0) {
          if (folder) await Deno.remove(folder, { recursive: true });
          [folder, finished] = [await Deno.makeTempDir(), new Map()];
        }
        const before = k % SHARE === 0 ? 0 : await left(folder), mode = MODES[k % MODES.length];
        const after = random.uniform() * LONGEST;
        stored += await killed([mode, folder, `${1000 * k + 1}`], { signal, after, finished });
        await mustHold(folder, finished);
        const halved = await left(folder) - before;
        if (signal === "SIGINT") assertEquals(halved, 0);
        halves += halved;
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
    console.log(`${times} processes stored ${stored} times; ${halves} files were left half written`);
  });
}
