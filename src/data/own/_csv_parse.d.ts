/** What is used of csv-parse/sync. Its own types draw in all of Node's, which the documentation's linter cannot resolve. */
export function parse(text: string, options: {
  bom: boolean;
  trim: boolean;
  skip_empty_lines: boolean;
  comment: string;
  comment_no_infix: boolean;
  relax_column_count: boolean;
  max_record_size: number;
  on_record: (cells: string[], context: { lines: number }) => null;
}): unknown[];

/** What it throws at text that is no CSV. */
export class CsvError extends Error {}
