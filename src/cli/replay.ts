import { replay as replayRecord } from "../check/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import { configLines } from "../report/mod.ts";
import { escapeControl } from "../core/mod.ts";
import type { Call, Command, ExitStatus } from "./command.ts";
import { readRecord } from "./files.ts";
import { SHARED } from "./options.ts";
import { print, printJson } from "./output.ts";
import { loadSubject } from "./subject.ts";

/** `steadfast replay` */
export const replay: Command = {
  summary: "run a stored failure again, to the bit, and say so if it is not",
  operands: "FAILURE.json",
  arity: { least: 1, most: 1 },
  options: {
    "backend": { ...SHARED.backend, help: "another backend than the recorded one; bits are promised on the same only" },
    "subject": SHARED.subject,
  },
  notes: ["Exit status: 0 reproduced, 1 not reproduced, 2 bad usage or input, 3 interrupted."],
  run,
};

async function run({ operands: [file], options, signal, json }: Call): Promise<ExitStatus> {
  const { backend, subject } = options as { backend?: BackendName; subject?: string };
  const record = await readRecord(file);
  const result = await replayRecord(record, {
    ...backend ? { backend } : {},
    subject: await loadSubject(subject),
    signal,
  });
  if (json) printJson(result);
  else {
    print(`${record.property}: ${escapeControl(record.failure)}`);
    configLines(record.config).forEach((line) => print("  " + escapeControl(line)));
    if (result.verdict.kind === "violated") print(`it shows: ${result.verdict.witness}`);
    if (result.reproduced) print(`reproduced to the bit on ${result.backend.name} (${result.digests[0].slice(0, 12)})`);
    else print(`NOT reproduced: ${result.differences.join("; ")}${versions(record.versions)}`);
  }
  if (signal.aborted) return 3;
  return result.reproduced ? 0 : 1;
}

function versions({ steadfast, tfjs, deno }: Record<"steadfast" | "tfjs" | "deno", string>): string {
  return escapeControl(
    `; it was recorded with steadfast ${steadfast}, tfjs ${tfjs}, deno ${deno}; this is deno ${Deno.version.deno}`,
  );
}
