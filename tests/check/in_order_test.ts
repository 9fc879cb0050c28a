import { assertEquals, assertLessOrEqual, assertRejects } from "@std/assert";
import fc from "fast-check";
import { Held, InOrder } from "../../src/check/in_order.ts";

Deno.test("results come in the order of the items, whatever order the tasks end in, and no more run than may", () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat(12), fc.integer({ min: 1, max: 5 }), async (scheduler, count, width) => {
      const items = Array.from({ length: count }, (_, i) => i), begun: number[] = [];
      let running = 0;
      const task = async (item: number) => {
        begun.push(item);
        assertLessOrEqual(++running, width);
        await scheduler.schedule(Promise.resolve());
        running--;
        return 10 * item;
      };
      const work = new InOrder(items, { width, task }), results: number[] = [];
      assertEquals(begun.length, Math.min(count, width));
      const all = (async () => {
        for (const _ of items) results.push(await work.next());
      })();
      await scheduler.waitFor(all);
      assertEquals([results, begun], [items.map((item) => 10 * item), items]);
    }),
    { seed: 1, numRuns: 100 },
  ));

Deno.test("what a task throws is thrown in its turn, and nothing is begun after it", async () => {
  const begun: number[] = [], first = Promise.withResolvers<string>();
  const task = async (item: number) => {
    begun.push(item);
    if (item === 0) return await first.promise;
    throw new RangeError(`item ${item}`);
  };
  const work = new InOrder([0, 1, 2, 3], { width: 2, task }), next = work.next();
  first.resolve("done");
  assertEquals(await next, "done");
  await assertRejects(() => work.next(), RangeError, "item 1");
  await work.end();
  assertEquals(begun, [0, 1]);
});

Deno.test("ended, it waits for what runs and begins nothing else", async () => {
  const done: number[] = [], gate = Promise.withResolvers<void>();
  const task = async (item: number) => {
    await gate.promise;
    done.push(item);
  };
  const work = new InOrder([0, 1, 2], { width: 2, task }), end = work.end();
  gate.resolve();
  await end;
  assertEquals(done, [0, 1]);
});

Deno.test("what is said before anybody listens is heard first", () => {
  const said = new Held<number>(), heard: number[] = [];
  said.say(1);
  said.say(2);
  said.listen((message) => heard.push(message));
  said.say(3);
  assertEquals(heard, [1, 2, 3]);
});
