import { escapeControl } from "../../core/mod.ts";

/** Text that is HTML, and XML, as it stands. */
export class Markup {
  /** @param text well-formed */
  constructor(readonly text: string) {}
}

/** What may stand between pieces of markup: text, which is escaped, and markup, which is not. */
export type Content = string | number | Markup | undefined | readonly Content[];

/** Markup from a template: every value in it that is no markup itself is escaped, within quoted attributes too. */
export function markup(pieces: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(pieces.map((piece, i) => piece + (i < values.length ? textOf(values[i]) : "")).join(""));
}

function textOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  return typeof content === "object" ? content.map(textOf).join("") : escape(String(content));
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A sentence as it is printed: with arrows and times signs, and no break before a percent sign or within a number. */
export function typeset(text: string): string {
  const signs = text.replaceAll("->", "→").replaceAll(" x ", " × ");
  return signs.replace(/(?<=\d) %/g, "\u00a0%").replace(/(?<=\de-)(?=\d)/g, "\u2060");
}

/** Control characters too: XML knows no way to write them. */
function escape(text: string): string {
  return escapeControl(text.toWellFormed()).replace(/[&<>"'\ufffe\uffff]/g, (letter) => ENTITIES[letter] ?? "\ufffd");
}
