/**
 * Compiles the AssemblyScript of src/kernels/wasm/assembly to src/kernels/wasm/classifier.wasm: `deno task build:wasm`.
 * With `--check` it writes nothing and fails if the committed file differs by a byte: `deno task build:wasm --check`.
 *
 * Relaxed SIMD stays off: its bits are the machine's own.
 *
 * @module
 */
import { main } from "assemblyscript/asc";

const folder = new URL("../src/kernels/wasm/", import.meta.url);
const artefact = new URL("classifier.wasm", folder);

/** The module's bytes, compiled from its source. */
export async function compile(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const options = ["-O3", "--converge", "--runtime", "stub", "--noAssert", "--use", "abort=", "--enable", "simd"];
  const { error, stderr } = await main(["index.ts", "--outFile", "classifier.wasm", ...options], {
    readFile: (name) => Deno.readTextFile(new URL(`assembly/${name}`, folder)).catch(() => null),
    writeFile: (_name, contents) => void (bytes = contents as Uint8Array),
    listFiles: () => [],
  });
  if (error || !bytes) {
    throw new Error(`AssemblyScript: ${error?.message ?? "no output"}\n${`${stderr}`.slice(0, 2000)}`);
  }
  return bytes;
}

if (import.meta.main) {
  const built = await compile(), name = artefact.pathname.split("/").at(-1);
  if (!Deno.args.includes("--check")) {
    await Deno.writeFile(artefact, built);
    console.log(`${name}: ${built.length} bytes`);
  } else {
    const committed = await Deno.readFile(artefact);
    const at = built.findIndex((byte, i) => byte !== committed[i]);
    if (at >= 0 || built.length !== committed.length) {
      console.error(`${name} is not what its source compiles to (first at byte ${at}): run deno task build:wasm`);
      Deno.exitCode = 1;
    }
  }
}
