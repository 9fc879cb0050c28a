/**
 * Comments, texts and templates, each replaced by blanks of the same lines, so that only code is left. A scanner, not a
 * parser: a quote or backtick in a regular expression starts a text, and code in a template's `${}` counts as text.
 */
export function codeOf(source: string): string {
  const skipped = /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/g;
  return source.replaceAll(skipped, (text) => text.replaceAll(/[^\n]/g, " "));
}

/** The lines, from 1, on which a global pattern matches; each once. */
export function linesOf(code: string, pattern: RegExp): number[] {
  const lines = [...code.matchAll(pattern)].map(({ index }) => code.slice(0, index).split("\n").length);
  return [...new Set(lines)];
}
