import { countsEpochs, findRoles, type Role } from "./_columns.ts";
import { parseNumber, type ReadRow, type Row } from "./_row.ts";

/** What a CSV log says by its first line. */
export interface CsvForm {
  /** Cells of every line. */
  width: number;
  /** The cell of each role. */
  columns: Partial<Record<Role, number>>;
  /** Whether the first line is a header. */
  header: boolean;
  /** Whether its steps are epochs. */
  inEpochs: boolean;
}

/**
 * The form of a log whose first line is `first`. A header is a line with a cell that is neither a number nor empty; it
 * may name the columns in any order, among others. Without one the columns are step, loss and maybe accuracy.
 */
export function csvForm(first: string): CsvForm {
  const cells = splitCells(first);
  if (cells.some((cell) => cell !== "" && parseNumber(cell) === undefined)) {
    return { width: cells.length, columns: findRoles(cells), header: true, inEpochs: countsEpochs(cells) };
  }
  return {
    width: cells.length,
    columns: { step: 0, loss: 1, ...(cells.length > 2 && { accuracy: 2 }) },
    header: false,
    inEpochs: false,
  };
}

/**
 * Reads the lines of a CSV log. The grammar is small, so there is no library: cells between commas, a number or a word
 * each, maybe in double quotes; a quoted cell can't hold a comma.
 */
export function csvReader({ width, columns }: CsvForm): ReadRow {
  const roles = Object.entries(columns) as [Role, number][];
  return (line) => {
    const cells = splitCells(line), row: Row = {};
    if (cells.length !== width) return undefined;
    for (const [role, column] of roles) {
      if (cells[column] === "") continue;
      const value = parseNumber(cells[column]);
      if (value === undefined || (role === "step" && !Number.isFinite(value))) return undefined;
      row[role] = value;
    }
    return row;
  };
}

function splitCells(line: string): string[] {
  const cells = line.split(",");
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i].trim();
    cells[i] = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).trim() : cell;
  }
  return cells;
}
