// Every expectation here is of the published @std/assert too: the file must also pass with the real one linked.
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertExists,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
} from "@std/assert";

/** The message with which an assertion fails; written without the assertions under test. */
function messageOf(assertion: () => unknown): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof AssertionError && error.name === "AssertionError") return error.message;
    throw new Error("not an AssertionError", { cause: error });
  }
  throw new Error(`did not fail: ${assertion}`);
}

/** The same of an asynchronous one. */
async function rejectionOf(assertion: () => Promise<unknown>): Promise<string> {
  const thrown = await assertion().then(() => null, (error) => error);
  if (thrown === null) throw new Error(`did not fail: ${assertion}`);
  return messageOf(() => {
    throw thrown;
  });
}

class Point {
  constructor(readonly x: number) {}
}

Deno.test("assertEquals holds for equal values, as published", () => {
  const equal: [unknown, unknown][] = [
    [NaN, NaN],
    [0, -0],
    [{ a: 0, b: [NaN] }, { b: [NaN], a: -0 }],
    [new Float32Array([0, NaN]), new Float32Array([-0, NaN])],
    [Object.create(null), {}],
    [new Map([["a", { b: 1 }]]), new Map([["a", { b: 1 }]])],
    [new Set([1, 2]), new Set([2, 1])],
    [new Point(1), new Point(1)],
    [new Date(5), new Date(5)],
  ];
  for (const [a, b] of equal) {
    assertEquals(a, b);
    messageOf(() => assertNotEquals(a, b));
  }
});

Deno.test("assertEquals fails for unequal values, as published", () => {
  const unequal: [unknown, unknown][] = [
    [1, "1"],
    [{ a: undefined }, {}],
    [{ a: undefined }, { b: undefined }],
    [[1, 2], [1, 2, 3]],
    [[1], { 0: 1 }],
    [new Float32Array([1]), new Float64Array([1])],
    [new Point(1), { x: 1 }],
    [new Map([["a", 1]]), new Map([["a", 2]])],
    [new Set([1]), new Set([2])],
    [new Date(5), new Date(6)],
    [null, {}],
    [{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }],
  ];
  for (const [a, b] of unequal) {
    messageOf(() => assertEquals(a, b));
    assertNotEquals(a, b);
  }
});

Deno.test("assertEquals shows the difference and the message", () => {
  const message = messageOf(() => assertEquals({ a: 1, rate: 0.25 }, { a: 1, rate: 0.75 }, "the specs"));
  for (const part of ["Values are not equal: the specs\n", "0.25", "0.75"]) assertStringIncludes(message, part);
});

Deno.test("assertStrictEquals compares by Object.is", () => {
  const object = {};
  assertStrictEquals(object, object);
  assertStrictEquals(NaN, NaN);
  messageOf(() => assertStrictEquals(0, -0));
  messageOf(() => assertStrictEquals({}, object));
});

Deno.test("assertAlmostEquals has the published tolerance", () => {
  assertAlmostEquals(NaN, NaN);
  assertAlmostEquals(Infinity, Infinity);
  assertAlmostEquals(0.1 + 0.2, 0.3, 1e-16);
  assertAlmostEquals(1e6 + 0.09, 1e6);
  messageOf(() => assertAlmostEquals(1e6 + 0.11, 1e6));
  messageOf(() => assertAlmostEquals(1e-9, 0));
  messageOf(() => assertAlmostEquals(NaN, 1, 10));
  messageOf(() => assertAlmostEquals(Infinity, 1, 1e300));
  assertStringIncludes(messageOf(() => assertAlmostEquals(1, 2, 0.5, "the loss")), "the loss");
});

Deno.test("the order assertions hold on their side of the bound and never for NaN", () => {
  const cases: [(a: number, b: number, msg?: string) => void, number[]][] = [
    [assertGreater, [3]],
    [assertGreaterOrEqual, [2, 3]],
    [assertLess, [1]],
    [assertLessOrEqual, [1, 2]],
  ];
  for (const [compare, holds] of cases) {
    for (const value of [1, 2, 3, NaN]) {
      if (holds.includes(value)) compare(value, 2);
      else assertMatch(messageOf(() => compare(value, 2)), /^Expect (\d|NaN) [<>]=? 2$/);
    }
    assertEquals(messageOf(() => compare(NaN, 2, "the rate")), "the rate");
  }
});

Deno.test("the conditions hold or fail", () => {
  assert("text");
  assertEquals(messageOf(() => assert(0, "zero")), "zero");
  assertExists(0);
  messageOf(() => assertExists(null));
  messageOf(() => assertExists(undefined));
  assertInstanceOf(new TypeError(), Error);
  messageOf(() => assertInstanceOf(new Error(), TypeError));
  messageOf(() => assertInstanceOf(null, Error));
  assertMatch("step 7", /\d$/);
  messageOf(() => assertMatch("step", /\d$/));
  assertStringIncludes("step 7", "p 7");
  messageOf(() => assertStringIncludes("step 7", "p 8"));
  assertEquals(messageOf(() => fail("here")), "Failed assertion: here");
});

Deno.test("assertThrows returns the error and checks its class and message", () => {
  const fn = () => {
    throw new TypeError("rate must be positive");
  };
  const error: TypeError = assertThrows(fn, TypeError, "must be");
  assertEquals(error.message, "rate must be positive");
  assertInstanceOf(assertThrows(fn), TypeError);
  assertInstanceOf(assertThrows(fn, "a message of its own"), TypeError);
  messageOf(() => assertThrows(() => 1));
  assertStringIncludes(messageOf(() => assertThrows(() => 1, "no throw")), "no throw");
  messageOf(() => assertThrows(fn, RangeError));
  assertStringIncludes(messageOf(() => assertThrows(fn, TypeError, "negative", "why")), "why");
  messageOf(() =>
    assertThrows(() => {
      throw "a text";
    }, Error)
  );
});

Deno.test("assertRejects returns the error, checks it, and refuses a synchronous throw", async () => {
  const fn = () => Promise.reject(new TypeError("rate must be positive"));
  const error: TypeError = await assertRejects(fn, TypeError, "must be");
  assertEquals(error.message, "rate must be positive");
  assertInstanceOf(await assertRejects(fn), TypeError);
  await rejectionOf(() => assertRejects(() => Promise.resolve(1)));
  await rejectionOf(() => assertRejects(fn, RangeError));
  await rejectionOf(() => assertRejects(fn, TypeError, "negative"));
  await rejectionOf(() => assertRejects(() => Promise.reject("a text"), Error));
  assertStringIncludes(await rejectionOf(() => assertRejects(() => fail(), "sync")), "sync");
});

Deno.test("AssertionError keeps its cause", () => {
  const cause = new Error("below");
  assertStrictEquals(new AssertionError("above", { cause }).cause, cause);
});
