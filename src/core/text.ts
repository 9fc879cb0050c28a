/**
 * Text from outside made fit for a terminal: control characters, and those that change the direction of writing, are
 * written as `\xNN` or `\uNNNN`.
 */
export function escapeControl(text: string): string {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `\\x${code.toString(16).padStart(2, "0")}`;
    return /[\u061c\u2028-\u202e\u2066-\u2069\u200e\u200f\ufeff]/.test(letter)
      ? `\\u${code.toString(16).padStart(4, "0")}`
      : letter;
  }).join("");
}

/**
 * The word that `given` was probably meant to be: the nearest by Levenshtein's distance, if that is at most 2 or a
 * third of its length; undefined if none is so near.
 */
export function nearestWord(given: string, words: readonly string[]): string | undefined {
  // Beyond this no word of ours is near, and the distance takes its square of time.
  if (given.length > 64) return undefined;
  const best = words.map((word) => ({ word, off: editDistance(given, word) })).sort((a, b) => a.off - b.off)[0];
  return best && best.off <= Math.max(2, given.length / 3) && best.off < given.length ? best.word : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/** A share for people, as a number of so many digits. */
export function percent(share: number, most = 3): string {
  return `${digits(100 * share, most)} %`;
}

/** A number for people, to so many digits and no more zeros than it needs; below 1e-3 and from 1e6 on with an exponent. */
export function digits(value: number, most = 3): string {
  const rounded = Number(value.toPrecision(most)), size = Math.abs(rounded);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? rounded.toExponential().replace("e+", "e") : String(rounded);
}
