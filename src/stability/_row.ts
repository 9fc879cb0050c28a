/** One line of a log. A number that is not there is a gap; NaN and the infinities are data. */
export interface Row {
  step?: number;
  loss?: number;
  accuracy?: number;
}

/** Reads a line; undefined if it is malformed. */
export type ReadRow = (line: string) => Row | undefined;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const WORD = /^([+-]?)([a-z]+)$/i;
const NON_FINITE = new Map([["nan", NaN], ["null", NaN], ["inf", Infinity], ["infinity", Infinity]]);

/** A number as logs write it, or NaN, inf, Infinity or null in any case; undefined if it is neither. */
export function parseNumber(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const [, sign = "", word = ""] = WORD.exec(text) ?? [], value = NON_FINITE.get(word.toLowerCase());
  return value === undefined || sign !== "-" ? value : -value;
}
