import { escapeControl } from "./text.ts";

const SPACE = /[ \t\n\r]*/y;
const TOKEN = /[{}[\]:,]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/**
 * Says where a text stops being JSON, and what would be right there: "line 2, column 5 must have a value: it has "}"".
 * The engine's own message often names no place.
 *
 * @param text one that `JSON.parse` refuses
 */
export function firstJsonFault(text: string): string {
  const open: string[] = [];
  let at = 0, expected = "a value";
  while (true) {
    at = end(SPACE, text, at);
    const next = tokenEnd(text, at), token = text.slice(at, next);
    const follows = after(token, expected, open);
    if (follows === undefined) return `${position(text, at)} must have ${expected}: ${found(text, at)}`;
    [at, expected] = [next, follows];
  }
}

/** What may stand after a token, or undefined if it may not stand here. `open` holds the brackets that are open. */
function after(token: string, expected: string, open: string[]): string | undefined {
  const closes = token === "}" || token === "]";
  if (closes ? !expected.endsWith(`"${token}"`) : !fits(token, expected)) return undefined;
  if (token === ":") return "a value";
  if (token === ",") return open.at(-1) === "{" ? "a key in double quotes" : "a value";
  if (token === "{") return open.push(token), 'a key in double quotes or "}"';
  if (token === "[") return open.push(token), 'a value or "]"';
  if (!closes && expected.startsWith("a key")) return '":"';
  if (closes) open.pop();
  if (open.length === 0) return "nothing more";
  return open.at(-1) === "{" ? '"," or "}"' : '"," or "]"';
}

function fits(token: string, expected: string): boolean {
  if (token === ":" || token === ",") return expected.startsWith(`"${token}"`);
  return token !== "" && expected.startsWith(token[0] === '"' ? "a" : "a value");
}

function tokenEnd(text: string, at: number): number {
  if (text[at] !== '"') return end(TOKEN, text, at);
  // By hand: a pattern for strings needs a stack as deep as the string is long.
  for (let i = at + 1; i < text.length && text[i] >= " ";) {
    if (text[i] === '"') return i + 1;
    const next = text[i] === "\\" ? end(ESCAPE, text, i) : i + 1;
    if (next === i) break;
    i = next;
  }
  return at;
}

function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function position(text: string, at: number): string {
  const lines = text.slice(0, at).split("\n");
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

function found(text: string, at: number): string {
  if (at >= text.length) return "the text ends there";
  const sample = /^(?:"[^"\n]{0,20}"?|[\w.+-]{1,20}|.)/su.exec(text.slice(at, at + 40))![0];
  const remedy = sample[0] === '"' && tokenEnd(text, at) === at
    ? ", a string that is not closed or has a character that must be escaped"
    : "";
  return `it has ${escapeControl(sample)}${remedy}`;
}
