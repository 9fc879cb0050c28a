import { assert } from "@std/assert";

const HERE = import.meta.dirname!, MAIN = `${HERE}/../../src/cli/main.ts`;
const { tasks } = JSON.parse(await Deno.readTextFile(`${HERE}/../../deno.json`));

/** The module of faulty subjects, as `FILE` of `--subject=FILE#EXPORT`. */
export const SUBJECTS: string = `${HERE}/_subjects.ts`;

/** A program that does not heed an interrupt is ended after this, ms. */
const LIMIT = 30_000;

/** What the program left behind. */
export interface Outcome {
  status: number;
  out: string;
  err: string;
}

/** How the program is run. */
export interface RunOptions {
  /** The current directory. */
  cwd: string;
  /** Standard input. Default: none. */
  input?: string;
  /** Whose permissions it has. Default "steadfast". */
  task?: "check" | "steadfast";
}

/** The arguments of Deno that run the program with the permissions of a task of deno.json. */
export function denoArgs(args: readonly string[], task: RunOptions["task"] = "steadfast"): string[] {
  const permissions = tasks[task].command.split(" ").filter((word: string) => word.startsWith("--"));
  return ["run", ...permissions, MAIN, ...args];
}

/** Starts the program, outside CI so that failures are stored. */
export function start(args: readonly string[], { cwd, task }: RunOptions): Deno.ChildProcess {
  const pipes = { stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  return new Deno.Command(Deno.execPath(), { args: denoArgs(args, task), cwd, env: { CI: "" }, ...pipes }).spawn();
}

/** Runs the program to its end. */
export async function steadfast(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const child = start(args, options), writer = child.stdin.getWriter();
  // It may end without reading.
  await writer.write(new TextEncoder().encode(options.input ?? "")).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  return { status: code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

/**
 * Starts the program, waits until standard error shows `sign`, then interrupts it.
 *
 * @param again whether to go on interrupting, every 100 ms, until it ends
 * @returns what it left behind, and the ms that it took to end
 */
export async function interrupted(
  args: readonly string[],
  { sign, again = false, ...options }: RunOptions & { sign: string; again?: boolean },
): Promise<Outcome & { took: number }> {
  const child = start(args, options), out = new Response(child.stdout).text();
  const limit = setTimeout(() => kill(child, "SIGKILL"), LIMIT);
  let err = "", since: number | undefined, timer: ReturnType<typeof setInterval> | undefined;
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    err += text;
    if (since !== undefined || !err.includes(sign)) continue;
    since = performance.now();
    kill(child);
    if (again) timer = setInterval(() => kill(child), 100);
  }
  clearInterval(timer);
  const { code } = await child.status;
  clearTimeout(limit);
  assert(since !== undefined, `there was no ${sign} in ${err}`);
  await child.stdin.close().catch(() => {});
  return { status: code, out: await out, err, took: performance.now() - since };
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal = "SIGINT"): void {
  try {
    child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/** Runs a test's body in a folder of its own, which is removed afterwards. */
export async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** All files of a folder and below, by their paths in it. */
export function filesIn(folder: string, below = ""): string[] {
  return [...Deno.readDirSync(`${folder}/${below}`)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(folder, `${below}${name}/`) : [`${below}${name}`]
  ).sort();
}

/** Finds the planted fault of a subject, stores it in the folder, and gives its file. */
export async function storedFailure(cwd: string): Promise<string> {
  const args = ["--like=sgd", "--property=descends", "--seed=1", "--runs=1", "--backend=wasm", "--max-shrinks=20"];
  const { status, err } = await steadfast(["check", `--subject=${SUBJECTS}#flipped`, ...args], { cwd });
  assert(status === 1, err);
  const [file] = filesIn(cwd);
  return file;
}
