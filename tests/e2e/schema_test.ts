import { assert, assertEquals } from "@std/assert";
import { inFolder, steadfast } from "./_program.ts";

interface Schema {
  properties: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  oneOf?: Schema[];
  anyOf?: Schema[];
  const?: string;
}

Deno.test("the schema asks for an optimizer alone, and a config that has what it asks for is accepted", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast(["schema"], { cwd }), all: Schema = JSON.parse(out);
    assertEquals([status, err], [0, ""]);
    assertEquals(JSON.parse((await steadfast(["schema", "--json"], { cwd })).out), all);
    const [schema, ...others] = all.anyOf!;
    assertEquals([schema.required, schema.additionalProperties], [["optimizer"], false]);
    for (const other of others) assertEquals(other.required!.slice(0, 1), ["problem"]);

    const optimizers = schema.properties.optimizer.oneOf ?? schema.properties.optimizer.anyOf ?? [];
    const sgd = optimizers.find(({ properties }) => properties.kind.const === "sgd")!;
    assertEquals(sgd.required, ["kind", "learningRate"]);
    const config = { optimizer: { kind: "sgd", learningRate: { absolute: 0.1 } }, steps: 2 };
    const train = ["train", "-", "--backend=wasm", "--json"];
    const accepted = await steadfast(train, { cwd, input: JSON.stringify(config) });
    // A bound is measured, and an order is only told if it is another: they have no default.
    const known = [...Object.keys(JSON.parse(accepted.out).config), "batchOrder", "bound"];
    assertEquals(known.sort(), Object.keys(schema.properties).sort());

    const { kind } = config.optimizer,
      refused = await steadfast(train, { cwd, input: JSON.stringify({ optimizer: { kind } }) });
    assertEquals([refused.status, refused.out], [2, ""]);
    assert(refused.err.startsWith("steadfast: standard input: optimizer.learningRate: must be "), refused.err);
  }));
