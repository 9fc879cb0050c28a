import { trainingConfigJsonSchema } from "../core/mod.ts";
import type { Command } from "./command.ts";
import { print, printJson } from "./output.ts";

/** `steadfast schema` */
export const schema: Command = {
  summary: "the JSON Schema of a config",
  operands: "",
  arity: { least: 0, most: 0 },
  options: {},
  run({ json }) {
    const value = trainingConfigJsonSchema();
    if (json) printJson(value);
    else print(JSON.stringify(value, null, 2));
    return Promise.resolve(0);
  },
};
