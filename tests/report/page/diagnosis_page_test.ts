import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { SaxesParser } from "saxes";
import type { Diagnosis } from "../../../src/core/mod.ts";
import { diagnosisPage } from "../../../src/report/mod.ts";
import { divergence, seedCase, stable, unknown } from "../_diagnoses.ts";
import { findings } from "../_findings.ts";

const HOSTILE = `x<script>alert(1)</script>&amp;" onload='x' \x00\x1b\u202e\ud800\uffff.ts#make`;

/** All elements of well-formed XML, each with its attributes and the text in it. */
function elementsOf(page: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const parser = new SaxesParser(), open: number[] = [], all: ReturnType<typeof elementsOf> = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    open.push(all.push({ name, attributes: attributes as Record<string, string>, text: "" }) - 1);
  });
  parser.on("text", (text) => open.forEach((i) => all[i].text += text));
  parser.on("closetag", () => open.pop());
  parser.write(page).close();
  return all;
}

async function samples(): Promise<Record<string, Diagnosis>> {
  const hostile = divergence(HOSTILE);
  return {
    proven: await seedCase(),
    hostile: {
      ...hostile,
      notes: [HOSTILE],
      findings: hostile.findings.map((finding) => ({
        ...finding,
        says: HOSTILE,
        evidence: { [HOSTILE]: HOSTILE },
        cures: finding.cures.map((cure) => ({
          ...cure,
          change: HOSTILE,
          rival: { change: HOSTILE, cured: cure.cured },
        })),
      })),
    },
    unknown: unknown(),
    stable: await stable(),
    bare: { ...unknown(), findings: [], mechanism: null },
  };
}

Deno.test("every page is well-formed XML of what is given, with no script and nothing from elsewhere", async () => {
  for (const [name, diagnosis] of Object.entries(await samples())) {
    const page = diagnosisPage(diagnosis), elements = elementsOf(page);
    assertEquals(
      elements.filter(({ name }) => ["script", "link", "img", "iframe", "object", "base"].includes(name)),
      [],
      name,
    );
    for (const { attributes } of elements) {
      assertEquals(Object.keys(attributes).filter((key) => /^on|^src|href/.test(key)), [], name);
    }
    assert(!/url\(|@import/.test(page), name);
    assertEquals(elements.filter(({ name }) => name === "svg").length, 4, name);
    const ids = elements.flatMap(({ attributes: { id } }) => id ?? []);
    assertEquals(new Set(ids).size, ids.length, name);
  }
});

Deno.test("what comes from the diagnosis is text: in headings, tables, notes, facts and lines to copy", async () => {
  const page = diagnosisPage((await samples()).hostile), elements = elementsOf(page);
  assert(!page.includes("<script"));
  const shown = `x<script>alert(1)</script>&amp;" onload='x' \\x00\\x1b\\u202e\ufffd\ufffd.ts#make`;
  const holding = elements.filter(({ text }) => text.includes(shown)).map(({ name }) => name);
  for (const name of ["h2", "p", "li", "dd", "th", "td", "div"]) assert(holding.includes(name), name);
  const [command] = elements.filter(({ name }) => name === "pre");
  assertStringIncludes(command.text, "printf %s");
});

Deno.test("each figure is an image with a title and a description in words", async () => {
  const elements = elementsOf(diagnosisPage(await seedCase()));
  const text = (id: string) => elements.find(({ attributes }) => attributes.id === id)!.text;
  for (const { attributes } of elements.filter(({ name }) => name === "svg")) {
    assertEquals(attributes.role, "img");
    assertEquals(attributes["aria-labelledby"].split(" ").map((id) => text(id) !== ""), [true, true]);
  }
  assertEquals(text("loss-title"), "Loss, nats, all samples");
  assert(
    /^un-cured: from 1.51 at step 0, least 0.3183 at step 69, largest 1.51 at step 0, to [\d.]+ at step 80\. cured: /
      .test(text("loss-desc")),
    text("loss-desc"),
  );
  assertStringIncludes(text("loss-desc"), "Onset of the failure at step 72.");
  assertStringIncludes(text("ratio-desc"), "Marked: bound at 1.");
});

Deno.test("tables have a row for each mechanism and each change, with the trials in numbers", async () => {
  const diagnosis = await seedCase(), elements = elementsOf(diagnosisPage(diagnosis));
  const heads = elements.filter(({ name, attributes }) => name === "th" && attributes.scope === "row").map(({ text }) =>
    text
  );
  assertEquals(heads.slice(0, 2), ["kind adam → amsgrad", "epsilon 1e-\u20607 → 0.03"]);
  assertEquals(heads.slice(2, 4), ["The decay of the preconditioner", "A rate above the stability bound"]);
  assertEquals(heads.length, 2 + 13);
  const row = elements.find(({ name, text }) => name === "tr" && text.startsWith("epsilon"))!;
  assertEquals(
    row.text,
    "epsilon 1e-\u20607 → 0.03the decay of the preconditionercured10 of 100 of 109 of 10×1.360.15174",
  );
});

Deno.test("a mark for each run of a proof, full where it failed; many runs are only counted", async () => {
  const diagnosis = await seedCase();
  const dots = (page: string) =>
    elementsOf(page).filter(({ attributes }) => attributes.class === "dots").map(({ text }) => text);
  assertEquals(dots(diagnosisPage(diagnosis)), ["●".repeat(10), "○".repeat(10), `${"●".repeat(9)}○`]);
  const [first, ...rest] = diagnosis.findings, many = { failed: 3, runs: 21 };
  const cures = first.cures.map((cure) => ({ ...cure, cured: many }));
  assertEquals(dots(diagnosisPage({ ...diagnosis, findings: [{ ...first, cures }, ...rest] }))[1], "");
});

Deno.test("the unknown is said plainly, and a page without findings has no tables", () => {
  const page = diagnosisPage({ ...unknown(), findings: [] }), elements = elementsOf(page);
  const heads = elements.filter(({ name }) => name === "h2").map(({ text }) => text);
  assertEquals(heads, ["The cause is not known", "The run", "To run it again"]);
  assertEquals(elements.filter(({ name }) => name === "table"), []);
  const plain = elementsOf(diagnosisPage({ ...unknown(), findings: findings([]) }));
  assertEquals(plain.filter(({ name }) => name === "table").length, 1);
});

Deno.test("a cured run of which only the first steps are shown says so, and how many it takes", async () => {
  const elements = elementsOf(diagnosisPage(divergence()));
  const [loss] = elements.filter(({ name }) => name === "svg").map(({ text }) => text);
  assertStringIncludes(loss, "600step");
  const more = "The cured run takes 2000 steps: shown are the first 600.";
  assertStringIncludes(elements[0].text, more);
  assertEquals(elementsOf(diagnosisPage(await seedCase()))[0].text.includes("The cured run takes"), false);
});
