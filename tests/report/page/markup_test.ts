import { assertEquals } from "@std/assert";
import { Markup, markup, typeset } from "../../../src/report/page/markup.ts";

Deno.test("values are escaped, markup is not, lists are joined, and nothing is nothing", () => {
  const inner = markup`<b>${"<&>"}</b>`;
  assertEquals(
    markup`<a title="${`"'`}">${[inner, 1.5, [undefined, "x"]]}</a>`.text,
    '<a title="&quot;&#39;"><b>&lt;&amp;&gt;</b>1.5x</a>',
  );
  assertEquals(markup`${new Markup("<i/>")}`.text, "<i/>");
});

Deno.test("what XML cannot hold is written out", () => {
  assertEquals(markup`${"\x00\n\u202e\ud800\ufffe"}`.text, "\\x00\\x0a\\u202e\ufffd\ufffd");
});

Deno.test("arrows and times signs are printed, and a percent sign stays with its number", () => {
  assertEquals(typeset("a -> b x max, 64 % of c %"), "a → b × max, 64\u00a0% of c %");
  assertEquals(typeset("9.88e-4 to 2e7, pie-3"), "9.88e-\u20604 to 2e7, pie-3");
});
