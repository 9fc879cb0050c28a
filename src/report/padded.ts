/** Texts made equally long. */
export function padded(texts: readonly string[], pad: "padStart" | "padEnd" = "padStart"): string[] {
  const width = Math.max(...texts.map(({ length }) => length));
  return texts.map((text) => text[pad](width));
}
