/**
 * Compares the oracles with PyTorch in float64 on a thousand generated gradient sequences each, and writes the first few of
 * them with PyTorch's weights to fixtures/golden/oracles.json: `deno task golden:oracles`. Needs Debian's python3-torch;
 * `--check` writes nothing. The exit status is 1 if an oracle is further than 1e-12 from PyTorch.
 *
 * @module
 */
import { compare } from "./compare.ts";
import { COMMITTED, KINDS, type Sequence, sequenceOf } from "./sequences.ts";

/** Sequences of each kind. */
const SEQUENCES = 1000;
/** The largest difference, relative to the way that a weight has come. */
const BOUND = 1e-12;
/** Sequences that enlarge roundings more than so are left out: their difference would tell of them, not of the rule. */
const AMPLIFIED = 100;
/** Debian's, whatever else is in the path. */
const PYTHON = "/usr/bin/python3";
const FILE = new URL("../../fixtures/golden/oracles.json", import.meta.url);

/** What was measured of one kind. */
interface Measured {
  compared: number;
  leftOut: number;
  worst: number;
}

/** PyTorch in a process of its own. */
class Torch {
  readonly #child = new Deno.Command(PYTHON, {
    args: [new URL("oracles.py", import.meta.url).pathname],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  readonly #in = this.#child.stdin.getWriter();
  readonly #out = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  #rest = "";

  /** The next line that it prints. */
  async line(): Promise<unknown> {
    while (!this.#rest.includes("\n")) {
      const { value, done } = await this.#out.read();
      if (done) throw new Error(`${PYTHON} ended: is python3-torch there?`);
      this.#rest += value;
    }
    const end = this.#rest.indexOf("\n"), line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    // PyTorch's centered RMSProp takes the root of a variance that rounding made negative; Python writes NaN as JSON does not.
    return JSON.parse(line.replaceAll("NaN", "null"), (_, value) => value ?? NaN);
  }

  /** The weights after each step. */
  async weights(sequence: Sequence): Promise<number[][]> {
    await this.#in.write(new TextEncoder().encode(JSON.stringify(sequence) + "\n"));
    return await this.line() as number[][];
  }

  async close(): Promise<void> {
    await this.#in.close();
    for (;;) if ((await this.#out.read()).done) break;
    await this.#child.status;
  }
}

const torch = new Torch(), versions = await torch.line();
const measured: Record<string, Measured> = {}, cases: (Sequence & { weights: number[][] })[] = [];
for (const kind of KINDS) {
  const row = measured[kind] = { compared: 0, leftOut: 0, worst: 0 };
  for (let index = 0; index < SEQUENCES || row.compared < SEQUENCES; index++) {
    const sequence = sequenceOf(kind, index), weights = await torch.weights(sequence);
    const { worst, amplified } = compare(sequence, weights);
    if (amplified > AMPLIFIED) {
      row.leftOut++;
      continue;
    }
    row.compared++;
    row.worst = Math.max(row.worst, worst);
    if (index < COMMITTED) cases.push({ ...sequence, weights });
  }
  console.log(
    `${kind.padEnd(17)}${row.compared} compared, ${row.leftOut} left out, worst ${row.worst.toExponential(1)}`,
  );
}
await torch.close();

if (!Deno.args.includes("--check")) {
  const recipe = {
    command: "deno task golden:oracles",
    versions: `${versions}, Debian's python3-torch, float64`,
    worst: "largest |difference of a weight| / (|start| + |updates| so far) over all sequences compared",
    leftOut: `sequences in which centered RMSProp's s / (s - m^2) passes ${AMPLIFIED}`,
  };
  const lines = cases.map((one) => JSON.stringify(one)).join(",\n");
  const head = JSON.stringify({ recipe, measured }, null, 1).slice(0, -2);
  Deno.writeTextFileSync(FILE, `${head},\n "cases": [\n${lines}\n]}\n`);
}
if (!Object.values(measured).every(({ worst }) => worst <= BOUND)) Deno.exitCode = 1;
