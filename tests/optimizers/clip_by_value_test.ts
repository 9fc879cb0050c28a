import { assertEquals } from "@std/assert";
import { ClipByValue } from "../../src/optimizers/mod.ts";
import { BACKENDS, bits, passThrough, use } from "./_support.ts";

const clip = (max: number, gradients: number[][]) => passThrough((inner) => new ClipByValue(inner, max), gradients);

for (const backend of BACKENDS) {
  Deno.test(`on ${backend}: each component is cut to [-max, max], an infinite one too`, async () => {
    await use(backend);
    const [first, second] = clip(0.5, [[3, -4, 0.25, Infinity], [-Infinity, 0.5]]);
    assertEquals([...first], [0.5, -0.5, 0.25, 0.5]);
    assertEquals([...second], [-0.5, 0.5]);
  });

  Deno.test(`on ${backend}: NaN stays NaN, its neighbours are what they would be without it`, async () => {
    await use(backend);
    const [first, second] = clip(0.5, [[NaN, 2, 0.125], [0.25]]);
    assertEquals([...first], [NaN, 0.5, 0.125]);
    assertEquals([...second], [0.25]);
  });

  Deno.test(`on ${backend}: components within the bound pass to the last bit`, async () => {
    await use(backend);
    const gradient = [0.1, -0, 1e-40, -1e-40, 1 / 3, 0];
    assertEquals(bits(clip(1, [gradient])[0]), bits(gradient));
  });
}
