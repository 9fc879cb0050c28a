/**
 * Checks that the source keeps to its house: `deno task layers`. Prints one line a breach and exits with status 1 if
 * there is any. What it knows of imports comes from `deno info`.
 *
 * - A room, a folder of src/, imports only the rooms and packages that {@linkcode HOUSE} allows, and another room only
 *   through its mod.ts. Packages are named in deno.json, never by an inline specifier.
 * - `_x.ts` is private to its folder and the folders below it, and to the tests that mirror them.
 * - Runtime imports have no cycles. Type-only imports may: they are erased.
 * - Only cli/ prints and exits; only cli/ and {@linkcode FILE_WRITER} write files; only {@linkcode HARDWARE_PROBE}
 *   asks for hardware; {@linkcode PURE_ROOMS} don't use the Deno namespace at all.
 * - A file over {@linkcode MAX_LINES} lines says why, in a comment line that starts with "// Long because".
 *
 * @module
 */
import { findCycles, type Import, readImports } from "./_import_graph.ts";
import { codeOf, linesOf } from "./_source_text.ts";

const TFJS = "@tensorflow/tfjs*";

/**
 * What each room may import, lower rooms first: rooms, rooms of which it may import types, and packages by their names
 * in deno.json, `*` at the end standing for any rest.
 */
const HOUSE: Record<string, { rooms: string[]; types?: string[]; packages: string[] }> = {
  core: { rooms: [], packages: ["zod"] },
  data: { rooms: ["core"], packages: ["csv-parse"] },
  kernels: { rooms: ["core"], packages: [TFJS] },
  optimizers: { rooms: ["core"], packages: [TFJS] },
  training: { rooms: ["core", "data", "kernels", "optimizers"], packages: [TFJS, "ml-matrix"] },
  stability: { rooms: ["core"], packages: [] },
  arbitraries: { rooms: ["core"], packages: ["fast-check"] },
  boundary: { rooms: ["core", "stability", "training"], packages: [] },
  conformance: { rooms: ["core", "kernels", "optimizers", "arbitraries"], packages: [TFJS, "fast-check"] },
  diagnosis: { rooms: ["core", "data", "kernels", "optimizers", "training", "stability"], packages: [] },
  check: {
    rooms: [
      "core",
      "data",
      "kernels",
      "optimizers",
      "training",
      "stability",
      "arbitraries",
      "boundary",
      "conformance",
      "diagnosis",
    ],
    packages: ["fast-check"],
  },
  report: { rooms: ["core"], types: ["boundary", "check", "conformance"], packages: ["d3-scale", "d3-shape"] },
  testing: { rooms: ["core", "stability", "conformance", "check", "report"], packages: ["@std/assert"] },
  cli: { rooms: ["*"], packages: ["@std/cli", "zod"] },
  "mod.ts": { rooms: ["*"], packages: [] },
};
const PURE_ROOMS = ["core", "data", "stability", "arbitraries", "report"];
/** The failure store. */
const FILE_WRITER = "src/check/store.ts";
const HARDWARE_PROBE = "src/kernels/backend.ts";
const MAX_LINES = 200;

/** What code may use only in some files. */
const USES: { pattern: RegExp; fault: string; allowed: (file: string, room: string) => boolean }[] = [
  {
    pattern: /\bconsole\b/g,
    fault: "only src/cli/ may print: return the text, or take a callback",
    allowed: (_, room) => room === "cli",
  },
  {
    pattern: /\b(Deno|process)\s*\.\s*exit/g,
    fault: "only src/cli/ may exit: throw, or return a result",
    allowed: (_, room) => room === "cli",
  },
  {
    pattern:
      /\bDeno\s*\.\s*(write|mkdir|remove|rename|create|truncate|copyFile|makeTemp|open|symlink|link|ch(mod|own)|utime)/g,
    fault: `only src/cli/ and ${FILE_WRITER} may write files`,
    allowed: (file, room) => room === "cli" || file === FILE_WRITER,
  },
  {
    pattern: /\bnavigator\b(?!\s*\.\s*hardwareConcurrency)/g,
    fault: `only ${HARDWARE_PROBE} may ask for hardware`,
    allowed: (file) => file === HARDWARE_PROBE,
  },
  {
    pattern: /\bDeno\b/g,
    fault: `${PURE_ROOMS.join(", ")} must not use Deno: take what is needed as an argument`,
    allowed: (_, room) => !PURE_ROOMS.includes(room),
  },
];

/**
 * All breaches in the tree, one line each: `FILE:LINE: FAULT`.
 *
 * @param root the folder with deno.json, ending with a slash
 */
export async function findBreaches(root: URL): Promise<string[]> {
  const files = ["mod.ts", "src", "tests", "scripts"].flatMap((path) => sourceFiles(root, path)).sort();
  const imports = await readImports(root, files);
  const cycles = findCycles(imports.filter(({ from }) => roomOf(from) !== null));
  return [
    ...imports.flatMap((edge) => importFaults(edge).map((fault) => `${edge.from}:${edge.line}: ${fault}`)),
    ...cycles.map((cycle) => `${cycle[0]}:1: imports must not go in a cycle: ${cycle.join(" -> ")}`),
    ...files.flatMap((file) => sourceFaults(file, Deno.readTextFileSync(new URL(file, root)))),
  ];
}

function sourceFiles(root: URL, path: string): string[] {
  const url = new URL(path, root);
  try {
    if (Deno.statSync(url).isFile) return path.endsWith(".ts") ? [path] : [];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  return [...Deno.readDirSync(url)].flatMap(({ name }) => sourceFiles(root, `${path}/${name}`));
}

/** The room of a file of the product, null for tests and scripts; a file beside the rooms has itself for a room. */
function roomOf(file: string): string | null {
  if (file === "mod.ts") return file;
  return file.startsWith("src/") ? file.split("/")[1] : null;
}

function importFaults({ from, to, specifier, typeOnly }: Import): string[] {
  const room = roomOf(from);
  if (!/^\.\.?\//.test(specifier)) return room === null ? [] : packageFaults(room, specifier);
  if (to === null) return [`imports must stay inside the tree: ${specifier} leads out of it`];
  const folder = to.slice(0, to.lastIndexOf("/") + 1), name = to.slice(folder.length);
  const mirrored = to.startsWith("src/") ? from.replace(/^tests\//, "src/") : from;
  const faults = name.startsWith("_") && !mirrored.startsWith(folder) ? [`${to} is private to ${folder}`] : [];
  return room === null ? faults : [...faults, ...roomFaults(room, to, typeOnly)];
}

function roomFaults(room: string, to: string, typeOnly: boolean): string[] {
  const target = roomOf(to);
  if (target === room || to === "deno.json") return [];
  if (target === null) return [`src/ must not import what is not published: it imports ${to}`];
  const { rooms = [], types = [] } = HOUSE[room] ?? {};
  const allowed = typeOnly ? [...rooms, ...types] : rooms;
  const faults = to === `src/${target}/mod.ts`
    ? []
    : [`${target} must be imported through src/${target}/mod.ts: not ${to}`];
  if (allowed.includes(target) || allowed.includes("*")) return faults;
  const what = types.includes(target) ? `types only from ${target}` : list(rooms);
  return [...faults, `${room} may import ${what}: it imports ${target}`];
}

function packageFaults(room: string, specifier: string): string[] {
  const packages = HOUSE[room]?.packages ?? [];
  const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const allows = (entry: string) => entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : name === entry;
  return packages.some(allows) ? [] : [`${room} may import ${list(packages)}: it imports ${specifier}`];
}

const list = (names: string[]): string => names.length ? `only ${names.join(", ")}` : "nothing";

function sourceFaults(file: string, source: string): string[] {
  const room = roomOf(file), lines = source.trimEnd().split("\n"), code = codeOf(source);
  const faults: string[] = [];
  if (lines.length > MAX_LINES && !lines.some((line) => line.trim().startsWith("// Long because"))) {
    faults.push(`${file}:1: must have at most ${MAX_LINES} lines or say "// Long because …": it has ${lines.length}`);
  }
  if (room === null) return faults;
  if (!HOUSE[room]) faults.push(`${file}:1: src/ has no room ${room}: add it to the table of scripts/check_layers.ts`);
  for (const { pattern, fault } of USES.filter(({ allowed }) => !allowed(file, room))) {
    faults.push(...linesOf(code, pattern).map((line) => `${file}:${line}: ${fault}`));
  }
  return faults;
}

if (import.meta.main) {
  const breaches = await findBreaches(new URL("../", import.meta.url));
  for (const breach of breaches) console.error(breach);
  Deno.exit(breaches.length > 0 ? 1 : 0);
}
