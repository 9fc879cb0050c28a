import { assert, assertEquals, assertGreater } from "@std/assert";
import { denoArgs } from "./_program.ts";

const ROOT = `${import.meta.dirname}/../..`;

/** The rows of the README's table of examples: a command's arguments, and its exit status. */
const EXAMPLES = Array.from(
  (await Deno.readTextFile(`${ROOT}/README.md`)).matchAll(
    /^\| [^|]+ \| `([a-z]+ [^`|]*fixtures\/examples\/[^`|]*)` \| ([0-3]) \|$/gm,
  ),
  ([, line, status]) => ({ line, status: Number(status) }),
);

Deno.test("every example that the README shows ends as it says", async (t) => {
  assertGreater(EXAMPLES.length, 5);
  for (const { line, status } of EXAMPLES) {
    await t.step(line, async () => {
      const args = denoArgs(line.split(" ")), pipes = { stdout: "piped", stderr: "piped" } as const;
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args,
        cwd: ROOT,
        env: { CI: "1" },
        ...pipes,
      }).output();
      const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      assertEquals(code, status, out + err);
      if (line.includes("rootlessAdam")) assert(/^FAIL learns /m.test(out), out);
    });
  }
});

Deno.test("every example is one that the README shows", async () => {
  const shown = EXAMPLES.map(({ line }) => line).join(" ");
  for await (const { name } of Deno.readDir(`${ROOT}/fixtures/examples`)) {
    assert(name === "README.md" || shown.includes(name), name);
  }
});
