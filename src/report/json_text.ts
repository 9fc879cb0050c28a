/**
 * JSON in one line that is fit for a terminal: what `escapeControl` would escape stands as `\uNNNN`, which JSON reads
 * back. Numbers that JSON has no words for are null.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
