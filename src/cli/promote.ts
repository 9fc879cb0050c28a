import { z } from "zod";
import { writeNew } from "../check/mod.ts";
import { escapeControl, InputError, recordText } from "../core/mod.ts";
import { reproduceLine } from "../report/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { placeOf, readRecord, reasonOf } from "./files.ts";
import { commandLine, print, printJson } from "./output.ts";

/** Where regression fixtures stand. */
const FIXTURES = "fixtures/failures";

/** `steadfast promote` */
export const promote: Command = {
  summary: "keep a stored failure as a regression fixture",
  operands: "FAILURE.json",
  arity: { least: 1, most: 1 },
  options: {
    "out": { schema: z.string(), value: "FILE", help: "the file to write" },
  },
  notes: [
    `Writes ${FIXTURES}/NAME unless --out says otherwise; a file that is there already is left alone.`,
    "Exit status: 0 kept, 2 bad usage or input.",
  ],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const record = await readRecord(file, { signal }),
    name = file === "-" ? "failure.json" : file.replace(/^.*[/\\]/, "");
  const out = options.out as string | undefined ?? `${FIXTURES}/${name}`;
  const isNew = await writeNew(out, recordText(record)).catch((error) => {
    throw new InputError(placeOf(out), `cannot be written: ${reasonOf(error)}`, { cause: error });
  });
  if (!isNew) throw new InputError(placeOf(out), "is there already: remove it, or name another file by --out");
  if (json) printJson({ file: out });
  else {
    print(`kept as ${placeOf(out)}`);
    print(escapeControl(`to replay it: ${reproduceLine({ record, file: out }, { command: commandLine() })}`));
  }
  return 0;
}
