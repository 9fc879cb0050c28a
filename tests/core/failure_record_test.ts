import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  type FailureRecord,
  type FieldRole,
  InputError,
  isFailureRecord,
  parseFailureRecord,
  recordText,
  recordTraces,
} from "../../src/core/mod.ts";
import { DEFAULTS, LEAST } from "./_configs.ts";

const RECORD: FailureRecord = {
  format: 1,
  property: "descends",
  failure: "rises",
  witness: "the loss rises from 1 to 2",
  config: DEFAULTS,
  original: { ...DEFAULTS, steps: 300 },
  seed: -7,
  path: "12:0:1",
  digests: ["0123456789abcdef".repeat(4)],
  backend: { name: "webgpu", adapter: "llvmpipe", software: true },
  versions: { steadfast: "0.1.0", tfjs: "4.22.0", deno: "2.9.6" },
  recipe: "steadfast check --seed=-7",
};

const faultOf = (fields: object): string =>
  assertThrows(() => parseFailureRecord({ ...RECORD, ...fields }, "f.json"), InputError).message;

Deno.test("a record survives JSON; adapter, software and recipe may be left out", () => {
  assertEquals(parseFailureRecord(JSON.parse(JSON.stringify(RECORD))), RECORD);
  const { recipe: _, ...bare } = { ...RECORD, backend: { name: "cpu" as const }, digests: [] };
  assertEquals(parseFailureRecord(bare), bare);
});

Deno.test("an explanation survives JSON, whatever its values are; a record that has none stays without", () => {
  const explanation: FieldRole[] = [
    { field: "batchSize", role: "any", fails: ["full", 4], holds: [] },
    { field: "optimizer.clip", role: "matters", fails: [], holds: [{ kind: "value", max: 0.5 }] },
    { field: "quadratic.rotated", role: "any", fails: [true], holds: [] },
    { field: "seed", role: "not-told", fails: [], holds: [] },
  ];
  const explained = { ...RECORD, explanation };
  assertEquals(parseFailureRecord(JSON.parse(JSON.stringify(explained))), explained);
  assertEquals("explanation" in parseFailureRecord(RECORD), false);
});

Deno.test("its configs are filled with their defaults", () => {
  const { config, original } = parseFailureRecord({ ...RECORD, config: LEAST, original: LEAST });
  assertEquals([config, original], [DEFAULTS, DEFAULTS]);
});

for (const key of Object.keys(RECORD).filter((key) => key !== "recipe")) {
  Deno.test(`a record without ${key}: an InputError that names it`, () => {
    const { [key]: _, ...rest } = RECORD as unknown as Record<string, unknown>;
    const { message } = assertThrows(() => parseFailureRecord(rest, "f.json"), InputError);
    assertStringIncludes(message, `f.json: ${key}: must be `);
    assertStringIncludes(message, ": it is missing");
  });
}

const [TRACE] = recordTraces([{
  loss: [1],
  accuracy: [1],
  gradientNorm: [1],
  updateNorm: [1],
  weightNorm: [1],
  measurements: [],
}]);
const ROLE: FieldRole = { field: "steps", role: "any", fails: [5], holds: [] };
const FAULTS: [fields: object, message: string][] = [
  [{ format: 0 }, "f.json: format: must be 1: it is 0"],
  [{ traces: [] }, "f.json: traces: must be as many as there are digests"],
  [{ traces: [{ ...TRACE, loss: "AAA=" }] }, "f.json: traces.0.loss: must be base64 of float64 numbers"],
  [{ traces: [{ ...TRACE, loss: "?" }] }, "f.json: traces.0.loss: must be base64 of float64 numbers"],
  [{ traces: [{ ...TRACE, loss: "" }] }, "f.json: traces.0: must have series of one length"],
  [{ property: 3 }, "f.json: property: must be text of at most 4096 characters: it is 3"],
  [{ recipe: "x".repeat(4097) }, "f.json: recipe: must be text of at most 4096 characters"],
  [{ seed: 0.5 }, "f.json: seed: must be a whole number: it is 0.5"],
  [{ seed: NaN }, "f.json: seed: must be a whole number: it is NaN"],
  [{ digests: ["0".repeat(64), "xyz"] }, 'f.json: digests.1: must be 64 hexadecimal digits: it is "xyz"'],
  [{ digests: ["A".repeat(64)] }, "f.json: digests.0: must be 64 hexadecimal digits"],
  [{ digests: Array(17).fill("0".repeat(64)) }, "f.json: digests: must be a list of at most 16: it is a list of 17"],
  [{ backend: { name: "webgl" } }, 'f.json: backend.name: must be one of "cpu", "wasm", "webgpu": it is "webgl"'],
  [{ backend: { name: "cpu", code: "rm" } }, 'f.json: backend: must have no key "code"'],
  [{ versions: { steadfast: "1", tfjs: "4" } }, "f.json: versions.deno: must be text"],
  [
    { explanation: [{ ...ROLE, role: "most" }] },
    'f.json: explanation.0.role: must be one of "matters", "any", "not-told"',
  ],
  [{ explanation: [{ ...ROLE, fails: [null] }] }, "f.json: explanation.0.fails.0: must be "],
  [{ explanation: [{ ...ROLE, why: 1 }] }, 'f.json: explanation.0: must have no key "why"'],
  [{ explanation: Array(65).fill(ROLE) }, "f.json: explanation: must be a list of at most 64: it is a list of 65"],
  [{ code: "import()" }, 'f.json: must have no key "code"'],
  [{ config: { ...LEAST, steps: 0 } }, "f.json: config: steps: must be a whole number from 1 to 1000000: it is 0"],
  [{ config: 5 }, "f.json: config: must be an object with the key optimizer"],
  [{ original: { ...LEAST, sed: 0 } }, 'f.json: original: must have no key "sed" (did you mean "seed"?)'],
];

for (const [fields, message] of FAULTS) {
  Deno.test(`a fault of a record: ${message.slice("f.json: ".length)}`, () => {
    assertStringIncludes(faultOf(fields), message);
  });
}

Deno.test("of a record in a newer format nothing but that is told, with the remedy", () => {
  const newer = { ...RECORD, format: 2, property: 3, more: {} };
  const { message } = assertThrows(() => parseFailureRecord(newer, "f.json"), InputError);
  assertEquals(message, "f.json: format: must be 1: it is 2, of a newer steadfast: update to read it");
});

Deno.test("as text a record has the numbers of its traces last, and is read back", () => {
  const text = recordText({ traces: [TRACE], ...RECORD, explanation: [ROLE] });
  assertEquals(Object.keys(JSON.parse(text)), [...Object.keys(RECORD), "explanation", "traces"]);
  assertEquals(parseFailureRecord(JSON.parse(text)), { ...RECORD, explanation: [ROLE], traces: [TRACE] });
});

Deno.test("a value that means to be a record has a format; a config has none", () => {
  assertEquals([RECORD, { format: "old" }].map(isFailureRecord), [true, true]);
  assertEquals([DEFAULTS, null, 3, "format", []].map(isFailureRecord), [false, false, false, false, false]);
});
