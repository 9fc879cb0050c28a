/** A report's sentences fit 80 columns, but for lines to copy; this leaves room for two indents around. */
const WIDTH = 76;

/**
 * A text in lines of at most 76 columns, broken at spaces; a longer word stays whole.
 *
 * @param indent what each line begins with
 * @param hang what each line after the first begins with besides
 */
export function wrap(text: string, { indent = "", hang = "" }: { indent?: string; hang?: string } = {}): string[] {
  const lines: string[] = [];
  let line = indent, empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, empty] = [indent + hang, true];
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
