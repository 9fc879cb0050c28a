import { assertEquals } from "@std/assert";
import { findBreaches } from "../../scripts/check_layers.ts";

/** The breaches in a tree of these files, beside a core that keeps every rule. */
async function breachesOf(files: Record<string, string>): Promise<string[]> {
  const folder = await Deno.makeTempDir({ prefix: "layers " });
  const packages = [
    "zod",
    "fast-check",
    "@std/assert",
    "@std/cli",
    "@tensorflow/tfjs",
    "@tensorflow/tfjs-backend-wasm",
  ];
  const imports = Object.fromEntries(packages.map((name) => [name, "./package.ts"]));
  const tree: Record<string, string> = {
    "deno.json": JSON.stringify({ imports }),
    "package.ts": "export const name = 1;",
    "src/core/mod.ts": 'export * from "./prng.ts";',
    "src/core/prng.ts": "export const next = 1;\nexport type Next = number;",
    ...files,
  };
  try {
    for (const [path, text] of Object.entries(tree)) {
      await Deno.mkdir(`${folder}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    return await findBreaches(new URL(`file://${encodeURI(folder)}/`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a tree that keeps to the house has no breach", async () => {
  const breaches = await breachesOf({
    "mod.ts": 'export * from "./src/core/mod.ts";',
    "src/core/schema.ts": 'import "zod";\nimport "../../deno.json" with { type: "json" };',
    "src/kernels/backend.ts": 'import "@tensorflow/tfjs-backend-wasm";\nexport const gpu = navigator.gpu;',
    "src/data/_grid.ts": "export const grid = 1;",
    "src/data/tasks/waves.ts": 'import "../_grid.ts"; // console.log: only a word, as "Deno.exit" is',
    "src/check/mod.ts": 'import "fast-check";\nDeno.test("x", () => {});',
    "src/testing/mod.ts": 'import "@std/assert";\nimport "../report/mod.ts";',
    "src/report/mod.ts": "",
    "src/check/store.ts": 'await Deno.writeTextFile("record", "");',
    "src/report/text.ts": 'import type { Next } from "../core/mod.ts";\nimport type {} from "../check/mod.ts";',
    "src/cli/main.ts":
      'import "../check/mod.ts";\nimport "@std/cli";\nconsole.log(navigator.hardwareConcurrency);\nDeno.exit(1);',
    "tests/data/grid_test.ts": 'import "../../src/data/_grid.ts";\nimport "../../src/core/prng.ts";\nconsole.log();',
  });
  assertEquals(breaches, []);
});

Deno.test("a room imports only the rooms below it, and of some only types", async () => {
  const breaches = await breachesOf({
    "src/cli/mod.ts": "",
    "src/check/mod.ts": "export type A = 1;",
    "src/core/up.ts": '\nimport "../cli/mod.ts";',
    "src/stability/a.ts": 'import type { A } from "../check/mod.ts";',
    "src/report/a.ts": 'import type { A } from "../check/mod.ts";\nimport "../check/mod.ts";',
    "src/data/a.ts": 'import "../../tests/a.ts";\nawait import("../cli/mod.ts");',
    "src/core/far.ts": 'import "../../../far.ts";',
    "tests/a.ts": "",
  });
  assertEquals(breaches, [
    "src/core/far.ts:1: imports must stay inside the tree: ../../../far.ts leads out of it",
    "src/core/up.ts:2: core may import nothing: it imports cli",
    "src/data/a.ts:1: src/ must not import what is not published: it imports tests/a.ts",
    "src/data/a.ts:2: data may import only core: it imports cli",
    "src/report/a.ts:2: report may import types only from check: it imports check",
    "src/stability/a.ts:1: stability may import only core: it imports check",
  ]);
});

Deno.test("another room is entered through its mod.ts", async () => {
  const breaches = await breachesOf({
    "src/data/a.ts": 'import type { Next } from "../core/prng.ts";',
    "mod.ts": 'export * from "./src/core/prng.ts";',
  });
  assertEquals(breaches, [
    "mod.ts:1: core must be imported through src/core/mod.ts: not src/core/prng.ts",
    "src/data/a.ts:1: core must be imported through src/core/mod.ts: not src/core/prng.ts",
  ]);
});

Deno.test("a file named _x.ts is private to its folder", async () => {
  const breaches = await breachesOf({
    "src/kernels/wasm/_memory.ts": "",
    "src/kernels/mod.ts": 'import "./wasm/_memory.ts";',
    "tests/core/a_test.ts": 'import "../../src/kernels/wasm/_memory.ts";',
  });
  assertEquals(breaches, [
    "src/kernels/mod.ts:1: src/kernels/wasm/_memory.ts is private to src/kernels/wasm/",
    "tests/core/a_test.ts:1: src/kernels/wasm/_memory.ts is private to src/kernels/wasm/",
  ]);
});

Deno.test("packages are those of the room, by their names in deno.json", async () => {
  const breaches = await breachesOf({
    "src/core/a.ts": 'import "npm:zod@^4";\nimport "fast-check";',
    "src/data/a.ts": 'import "zod";\nimport "node:fs";',
    "src/check/a.ts": 'import "@tensorflow/tfjs";',
  });
  assertEquals(breaches, [
    "src/check/a.ts:1: check may import only fast-check: it imports @tensorflow/tfjs",
    "src/core/a.ts:1: core may import only zod: it imports npm:zod@^4",
    "src/core/a.ts:2: core may import only zod: it imports fast-check",
    "src/data/a.ts:1: data may import only csv-parse: it imports zod",
    "src/data/a.ts:2: data may import only csv-parse: it imports node:fs",
  ]);
});

Deno.test("runtime imports have no cycle, type-only imports may", async () => {
  const breaches = await breachesOf({
    "src/data/a.ts": 'import "./b.ts";',
    "src/data/b.ts": 'import "./c.ts";',
    "src/data/c.ts": 'import "./a.ts";\nexport type C = 1;',
    "src/data/d.ts": 'import "./e.ts";',
    "src/data/e.ts": 'import type {} from "./d.ts";',
  });
  assertEquals(breaches, [
    "src/data/a.ts:1: imports must not go in a cycle: src/data/a.ts -> src/data/b.ts -> src/data/c.ts -> src/data/a.ts",
  ]);
});

Deno.test("only cli prints and exits, only cli and the store write, only the probe asks for hardware", async () => {
  const breaches = await breachesOf({
    "src/check/a.ts": [
      "// Deno.exit(1)",
      "console.log(`console.error`);",
      "/* console.log()",
      "*/ Deno.exit(1); Deno.exitCode = 1;",
      'await Deno.writeTextFile("a", "b"); await Deno.readTextFile("a");',
      "export const gpu = navigator.gpu;",
      "process.exit(1);",
    ].join("\n"),
    "src/stability/a.ts": "export const args = Deno.args;",
  });
  assertEquals(breaches, [
    "src/check/a.ts:2: only src/cli/ may print: return the text, or take a callback",
    "src/check/a.ts:4: only src/cli/ may exit: throw, or return a result",
    "src/check/a.ts:7: only src/cli/ may exit: throw, or return a result",
    "src/check/a.ts:5: only src/cli/ and src/check/store.ts may write files",
    "src/check/a.ts:6: only src/kernels/backend.ts may ask for hardware",
    "src/stability/a.ts:1: core, data, stability, arbitraries, report must not use Deno: take what is needed as an argument",
  ]);
});

Deno.test("a long file says why, and a new room stands in the table", async () => {
  const long = "export {};\n".repeat(201);
  const breaches = await breachesOf({
    "src/data/long.ts": long,
    "src/data/explained.ts": `// Long because it is one table.\n${long}`,
    "src/data/short.ts": "export {};\n".repeat(200),
    "src/attic/a.ts": "",
    "src/loose.ts": "",
    "tests/long_test.ts": long,
  });
  assertEquals(breaches, [
    "src/attic/a.ts:1: src/ has no room attic: add it to the table of scripts/check_layers.ts",
    'src/data/long.ts:1: must have at most 200 lines or say "// Long because …": it has 201',
    "src/loose.ts:1: src/ has no room loose.ts: add it to the table of scripts/check_layers.ts",
    'tests/long_test.ts:1: must have at most 200 lines or say "// Long because …": it has 201',
  ]);
});
