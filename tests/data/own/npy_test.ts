import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../src/core/mod.ts";
import { type OwnData, parseOwnData } from "../../../src/data/mod.ts";
import { sequencesOf } from "./_texts.ts";

/** Written by numpy 2.4.6: numpy.save(f, x). */
const BY_NUMPY = {
  // np.array([[[1, 2], [3, 4], [nan, nan]], [[5, 6], [7, 8], [9, 10]]], "<f4")
  values:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIA/AAAAQAAAQEAAAIBAAADAfwAAwH8AAKBAAADAQAAA4EAAAABBAAAQQQAAIEE=",
  // np.array(["up", "down"])
  words:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPFU0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAp1AAAAcAAAAAAAAAAAAAAAZAAAAG8AAAB3AAAAbgAAAA==",
  // np.array([1, 0], "<i8")
  integers:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAAAAAAAAAAAA",
};
const INTEGERS = bytesOf(BY_NUMPY.integers);

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** A .npy file, its header and data as they stand here. */
function npy(header: string, data: ArrayLike<number> = [], version = 1): Uint8Array {
  const text = header.padEnd(117) + "\n", size = version === 1 ? [118, 0] : [118, 0, 0, 0];
  return Uint8Array.from([0x93, ...Array.from("NUMPY", (c) => c.charCodeAt(0)), version, 0, ...size]
    .concat(Array.from(text, (c) => c.charCodeAt(0)), Array.from(data)));
}

/** What begins like a file whose header is so long, spaces but for an array of four bytes. */
function longHeader(length: number): Uint8Array {
  const text = header("|i1", "2, 2").padEnd(length), head = npy("", [], 2).slice(0, 8);
  return Uint8Array.from([
    ...head,
    length & 255,
    length >> 8,
    0,
    0,
    ...Array.from(text, (c) => c.charCodeAt(0)),
    1,
    2,
    3,
    4,
  ]);
}

const header = (descr: string, shape: string, order = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`;

const parse = (values: Uint8Array, labels = INTEGERS): Promise<OwnData> =>
  parseOwnData({ bytes: values, name: "x.npy", labels: { bytes: labels, name: "x.labels.npy" } });

Deno.test("npy: what numpy writes; steps at the end that are all NaN are none; labels in numbers and in words", async () => {
  const data = await parse(bytesOf(BY_NUMPY.values));
  assertEquals(sequencesOf(data), [[[1, 2], [3, 4]], [[5, 6], [7, 8], [9, 10]]]);
  assertEquals([data.classNames, [...data.classOf]], [["0", "1"], [1, 0]]);
  const words = await parse(bytesOf(BY_NUMPY.values), bytesOf(BY_NUMPY.words));
  assertEquals([words.classNames, [...words.classOf]], [["down", "up"], [1, 0]]);
});

Deno.test("npy: every dtype of numbers, two dimensions, later versions of the format", async () => {
  const dtypes: [string, new (values: number[]) => { buffer: ArrayBufferLike }][] = [
    ["|i1", Int8Array],
    ["<i2", Int16Array],
    ["<i4", Int32Array],
    ["<f4", Float32Array],
    ["<f8", Float64Array],
  ];
  for (const [descr, Type] of dtypes) {
    const values = npy(header(descr, "2, 2"), new Uint8Array(new Type([1, -2, 3, -4]).buffer), 2);
    assertEquals(sequencesOf(await parse(values)), [[[1], [-2]], [[3], [-4]]], descr);
  }
  const unsigned: [string, new (values: number[]) => { buffer: ArrayBufferLike }][] = [
    ["|b1", Uint8Array],
    ["|u1", Uint8Array],
    ["<u2", Uint16Array],
    ["<u4", Uint32Array],
  ];
  for (const [descr, Type] of unsigned) {
    const values = npy(header(descr, "2, 1"), new Uint8Array(new Type([1, 0]).buffer), 3);
    assertEquals(sequencesOf(await parse(values)), [[[1]], [[0]]], descr);
  }
  const longs = npy(header("<u8", "2, 1"), new Uint8Array(BigUint64Array.of(2n ** 40n, 3n).buffer));
  assertEquals(sequencesOf(await parse(longs)), [[[2 ** 40]], [[3]]]);
});

Deno.test("npy: objects, other orders, other headers and wrong sizes are refused before anything is allocated", async () => {
  const four = new Uint8Array(16), huge = "9999999999, 9999999999";
  const cases: [Uint8Array, string][] = [
    [
      npy(header("|O", "2, 2"), four),
      'must hold little-endian numbers or texts, dtype "<f4" for instance: it is |O, ' +
      "objects, whose reading would run code",
    ],
    [npy(header(">f4", "2, 2"), four), 'must hold little-endian numbers or texts, dtype "<f4" for instance: it is >f4'],
    [npy(header("<c8", "2, 1"), four), 'must hold little-endian numbers or texts, dtype "<f4" for instance: it is <c8'],
    [npy(header("<f4", "2, 2", "True"), four), "must be row-major: save numpy.ascontiguousarray(x)"],
    [npy(header("<f4", "2, 3"), four), "must have 6 elements of 4 bytes after its header: it has 16 bytes"],
    [
      npy(header("<f4", huge), four),
      `must have ${9999999999 * 9999999999} elements of 4 bytes after its header: it has 16 bytes`,
    ],
    [npy(header("<f4", "2, 1"), four), "must have 2 elements of 4 bytes after its header: it has 16 bytes"],
    [longHeader(5000), "must have a header of at most 4096 bytes within it: it would have 5000"],
    [npy(header("<f4", "4"), four), "must be numbers [samples, length] or [samples, length, features]: it is [4]"],
    [npy(header("<U2", "2, 1"), four), "must be numbers [samples, length] or [samples, length, features]: it is [2,1]"],
    [
      npy(header("|i1", "1, 1025"), new Uint8Array(1025)),
      "must have at most 65536 x 1024 x 64, and 16777216 numbers in all: it is [1,1025]",
    ],
    [
      npy("{'descr': __import__('os')}"),
      "must have the header that numpy.save writes for a plain array: it is {'descr': __import__('os')}",
    ],
    [npy(header("<f4", "2, 2"), four, 4), "must be of version 1 to 3 of the .npy format: it is 4"],
    [new Uint8Array(16), "must be a .npy file: it does not begin like one"],
    [new Uint8Array(0), "must be a .npy file: it does not begin like one"],
    [INTEGERS.slice(0, 60), "must have a header of at most 4096 bytes within it: it would have 118"],
    [npy(header("<f4", "0, 2")), "x.labels.npy: must be labels [0], one for each sequence: it is [2]"],
  ];
  for (const [bytes, fault] of cases) {
    const { message } = await assertRejects(() => parse(bytes), InputError);
    assertEquals(message.slice(0, 200), (fault.startsWith("x.") ? fault : `x.npy: ${fault}`).slice(0, 200));
  }
  const hole = npy(header("<f4", "2, 2"), new Uint8Array(Float32Array.of(1, 2, NaN, 3).buffer));
  const half = npy(header("<f4", "2, 1, 2"), new Uint8Array(Float32Array.of(1, 2, 3, NaN).buffer));
  await assertRejects(
    () => parse(half),
    InputError,
    "sequence 1 must have finite numbers within float32: step 0 has NaN",
  );
  const { message } = await assertRejects(() => parse(hole), InputError);
  assertEquals(message, "x.npy: sequence 1 must have finite numbers within float32: step 0 has NaN");
});
