import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../mod.ts";
import { parseTrainingConfig } from "../../src/core/mod.ts";
import { loadSubject, moduleOf, namingSubject } from "../../src/cli/subject.ts";
import { plain } from "./_subjects.ts";

const HERE = import.meta.dirname!;

Deno.test("a subject is loaded by file and export", async () => {
  assertEquals(await loadSubject(`${HERE}/_subjects.ts#plain`), plain);
  assertEquals(await loadSubject(`${import.meta.resolve("./_subjects.ts")}#plain`), plain);
  assertEquals(await loadSubject(undefined), undefined);
});

Deno.test("a file is a path, not a URL: its name may hold %, # and ?", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/50% #1?.ts`, { href } = new URL("./_subjects.ts", import.meta.url);
    await Deno.writeTextFile(file, `export { plain } from ${JSON.stringify(href)};`);
    assertEquals(await loadSubject(`${file}#plain`), plain);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a subject that does not work is refused before the work", async () => {
  const cases: [string, string][] = [
    ["_none.ts#plain", "cannot be loaded: Module not found"],
    ["_throws.ts#plain", "cannot be loaded: thrown by the module"],
    ["_subjects.ts#number", "must name an exported function: "],
    ["_subjects.ts#plian", "_subjects.ts exports broken, failing, nothing, plain, promised"],
    ["_subjects.ts#nothing", "must return a tf.Optimizer, an object with a function applyGradients: it is an object"],
    ["_subjects.ts#promised", "it is a Promise, so let the subject be no async function"],
    ["_subjects.ts#broken", "fails in a training of two steps: cannot be made\\x1b[31m"],
    ["_subjects.ts#failing", "fails in a training of two steps: cannot step"],
  ];
  for (const [name, fault] of cases) {
    const { message } = await assertRejects(() => loadSubject(`${HERE}/${name}`), InputError);
    assertStringIncludes(message, fault);
    assertStringIncludes(message, name);
  }
});

Deno.test("a subject for a config of another optimizer is refused", async () => {
  const config = parseTrainingConfig({ optimizer: { kind: "adam", learningRate: { absolute: 1 } } });
  const { message } = await assertRejects(() => loadSubject(`${HERE}/_subjects.ts#plain`, { config }), InputError);
  assertStringIncludes(message, 'must be left out: optimizer.kind of the config is adam, and not "subject"');
});

Deno.test("what workers are to load is named by its URL, from the current folder", async () => {
  assertEquals(moduleOf("https://example.com/a.ts#make"), "https://example.com/a.ts#make");
  assertEquals(moduleOf("50% #1?.ts#make"), `file://${Deno.cwd()}/50%25%20%231%3F.ts#make`);
  const other = new InputError("seed", "must be other"), own = new InputError("module", "must be other");
  assertEquals(await assertRejects(() => namingSubject("a.ts#make", Promise.reject(other))), other);
  const { message } = await assertRejects(() => namingSubject("a.ts#make", Promise.reject(own)), InputError);
  assertEquals(message, "--subject=a.ts#make: must be other");
});
