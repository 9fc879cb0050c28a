// @ts-types="./_csv_parse.d.ts"
import { CsvError, parse } from "csv-parse/sync";
import { escapeControl, InputError } from "../../core/mod.ts";
import { Collector } from "./_collector.ts";
import { type ReadLine, sequenceLines, stepLines } from "./_csv_lines.ts";
import type { OwnData } from "./labelled_sequences.ts";

/** The longest line, bytes. */
const LONGEST = 2 ** 20;

/**
 * Reads CSV with a header that has a column `label`. With a column `sequence` each line is a time step, the other columns
 * are the features, and the lines of a sequence stand together; without one each line is a sequence of one feature, its
 * other cells are the time steps, and empty cells at its end are none.
 *
 * @throws {InputError} naming the first line that is not what it must be
 */
export async function parseCsv(text: string, name: string): Promise<OwnData> {
  const collector = new Collector(name);
  let readLine: ReadLine | undefined, last = 0;
  const read = (cells: string[], { lines }: { lines: number }) => {
    if (readLine) readLine(cells, lines);
    else readLine = readerOf(cells, { name, collector });
    last = lines;
    return null;
  };
  try {
    parse(text.replaceAll("\r\n", "\n"), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true,
      max_record_size: LONGEST,
      on_record: read,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError(name, `must be CSV: ${escapeControl(error.message)}`, { cause: error });
  }
  if (!readLine) throw new InputError(name, 'must have a header with a column "label": it is empty');
  readLine(undefined, last);
  return await collector.finish({ digits: true });
}

function readerOf(header: string[], { name, collector }: { name: string; collector: Collector }): ReadLine {
  const label = header.indexOf("label"), sequence = header.indexOf("sequence"), width = header.length;
  if (label < 0 || header.lastIndexOf("label") !== label || header.lastIndexOf("sequence") !== sequence) {
    const there = escapeControl(header.slice(0, 8).join(",").slice(0, 60));
    throw new InputError(name, `must have a header with one column "label" and one "sequence" at most: it is ${there}`);
  }
  const columns = header.map((_, i) => i).filter((i) => i !== label && i !== sequence);
  if (columns.length === 0) throw new InputError(name, "must have a column of numbers: its header has none");
  const form = { name, collector, width, label, columns };
  return sequence < 0 ? sequenceLines(form) : stepLines({ ...form, sequence });
}
