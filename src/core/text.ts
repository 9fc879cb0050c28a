/**
 * Text from outside made fit for a terminal: control characters, and those that change the direction of writing, are
 * written as `\xNN` or `\uNNNN`.
 */
export function escapeControl(text: string): string {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `\\x${code.toString(16).padStart(2, "0")}`;
    return /[\u2028-\u202e\u2066-\u2069\u200e\u200f\ufeff]/.test(letter)
      ? `\\u${code.toString(16).padStart(4, "0")}`
      : letter;
  }).join("");
}
