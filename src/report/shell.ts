/** A word as a POSIX shell takes it: in single quotes, unless every character of it stands for itself. */
export function shellQuote(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./#-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
