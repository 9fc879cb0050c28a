import { type Curve, escapeControl, InputError } from "../core/mod.ts";
import { csvForm, csvReader } from "./_csv.ts";
import { jsonLinesReader, lineCountsEpochs } from "./_json_lines.ts";
import { Points } from "./_points.ts";
import type { ReadRow } from "./_row.ts";

/** The longest log that is read, in characters. */
export const MAX_LOG = 2 ** 26;
/** How many malformed lines an error names, and how much of the first it shows. */
const NAMED = 5, SHOWN = 60;

/** A log, and what was done to make sense of it. */
export interface ParsedLog {
  /** Its points in step order. */
  curve: Curve;
  /** What its steps count, by their name; "updates" if they have none. */
  unit: "updates" | "epochs";
  /** A sentence each, to follow the log's name. */
  warnings: string[];
}

/**
 * Reads a training log.
 *
 * - CSV: with a header that names step, loss and maybe accuracy, in any order and by their usual names (`iter`,
 *   `epoch`, `train_loss`, `acc` ...), other columns being ignored; or without one step,loss[,accuracy].
 * - JSON Lines: an object a line, with keys of the same names.
 *
 * NaN, inf, Infinity and null are non-finite data, an empty cell or a missing key is a gap, and so is a non-finite
 * accuracy. Accuracy may be in percent. Blank lines, lines that start with `#`, a byte order mark and CRLF are
 * tolerated. A last line that is malformed and lacks its line break is left out with a warning: the training may be
 * under way. Where steps go back, as in a resumed run, later points replace earlier ones from that step on.
 *
 * @param place what the log is called in an error
 * @throws {InputError} if it is empty, too long or malformed: then it is refused altogether
 */
export function parseLog(text: string, place: string): ParsedLog {
  if (text.length > MAX_LOG) {
    throw new InputError(
      place,
      `must have at most ${MAX_LOG} characters: it has ${text.length}; keep every tenth line`,
    );
  }
  const lines = contentLines(text), first = lines.next();
  if (first === undefined) throw new InputError(place, "must have lines step,loss[,accuracy]: it is empty");
  const { read, expected, numbered, header, inEpochs } = formOf(first.text, place);
  const points = new Points(numbered), malformed: ContentLine[] = [];
  let count = 0, incomplete: string | undefined;
  for (let line = header ? lines.next() : first; line !== undefined; line = lines.next()) {
    // A number that ends in a point may have been cut there.
    const row = line.cut && line.text.endsWith(".") ? undefined : read(line.text);
    if (row !== undefined) points.add(row, line.number);
    else if (line.cut) incomplete = `line ${line.number} is incomplete: it was left out`;
    else if (count++ < NAMED) malformed.push(line);
  }
  if (count > 0) throw new InputError(place, fault(malformed, { count, expected }));
  const { curve, warnings } = points.finish(place);
  const unit = inEpochs ? "epochs" : "updates";
  return { curve, unit, warnings: incomplete ? [...warnings, incomplete] : warnings };
}

/** How the lines of a log are read, and what they must be. */
interface Form {
  read: ReadRow;
  expected: string;
  /** Whether its points have no steps; undefined if the lines must tell. */
  numbered: boolean | undefined;
  /** Whether the first line is a header. */
  header: boolean;
  /** Whether its steps are epochs. */
  inEpochs: boolean;
}

function formOf(first: string, place: string): Form {
  if (first.startsWith("{")) {
    const expected = 'objects such as {"step": 0, "loss": 1.5}, one a line, with numbers, NaN, Infinity or null';
    const inEpochs = lineCountsEpochs(first);
    return { read: jsonLinesReader(), expected, numbered: undefined, header: false, inEpochs };
  }
  const form = csvForm(first), { width, columns, header, inEpochs } = form;
  if (columns.loss === undefined) {
    throw new InputError(place, `its header must name a column "loss" or "train_loss": it is ${quote(first)}`);
  }
  if (!header && (width < 2 || width > 3)) {
    throw new InputError(place, `must be step,loss[,accuracy], or have a header: its first line is ${quote(first)}`);
  }
  const expected = `${width} cells between commas, each a number, NaN, inf or empty`;
  return { read: csvReader(form), expected, numbered: columns.step === undefined, header, inEpochs };
}

function fault(malformed: ContentLine[], { count, expected }: { count: number; expected: string }): string {
  const numbers = malformed.map(({ number }) => number).join(", ");
  const more = count > malformed.length ? ` and ${count - malformed.length} more` : "";
  const [{ number, text }] = malformed;
  return `line${count > 1 ? "s" : ""} ${numbers}${more} must be ${expected}: line ${number} is ${quote(text)}`;
}

/** Text from outside fit for a message: in quotes, control characters escaped, cut. */
function quote(text: string): string {
  return `"${escapeControl(text.slice(0, SHOWN))}${text.length > SHOWN ? "..." : ""}"`;
}

/** A line that is neither blank nor a comment. */
interface ContentLine {
  text: string;
  /** From 1. */
  number: number;
  /** Whether it is the last one and lacks its line break. */
  cut: boolean;
}

/** Goes through the lines with content without splitting the whole text, which may be long. */
function contentLines(text: string): { next(): ContentLine | undefined } {
  let at = 0, number = 0;
  return {
    next() {
      while (at < text.length) {
        const found = text.indexOf("\n", at), end = found < 0 ? text.length : found;
        // Takes off a byte order mark and a carriage return as well.
        const line = text.slice(at, end).trim();
        at = end + 1;
        number++;
        if (line !== "" && !line.startsWith("#")) return { text: line, number, cut: found < 0 };
      }
    },
  };
}
