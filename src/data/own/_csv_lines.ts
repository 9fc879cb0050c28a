import { escapeControl, InputError } from "../../core/mod.ts";
import type { Collector, LabelledSequence } from "./_collector.ts";

/** Reads the cells of a line of the given number, from 1; without cells the text has ended. */
export type ReadLine = (cells: string[] | undefined, number: number) => void;

/** What the header says. */
export interface CsvForm {
  /** What errors call the data. */
  name: string;
  collector: Collector;
  /** Cells of a line. */
  width: number;
  /** Indices of the columns: that of the labels, and those of numbers. */
  label: number;
  columns: number[];
}

/** A decimal number. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Each line is a sequence of one feature. */
export function sequenceLines({ name, collector, width, label, columns }: CsvForm): ReadLine {
  return (cells, number) => {
    if (!cells) return;
    const at = `line ${number}`;
    if (cells.length > width) {
      throw new InputError(name, `${at} must have at most ${width} cells, like the header: it has ${cells.length}`);
    }
    const own = columns.map((column) => cells[column] ?? ""), end = own.findLastIndex((cell) => cell !== "") + 1;
    collector.add({
      steps: own.slice(0, end).map((cell) => numberOf(cell, { name, at })),
      label: cells[label] ?? "",
      at,
    });
  };
}

/** Each line is a time step; those of a sequence stand together and have the same label. */
export function stepLines(form: CsvForm & { sequence: number }): ReadLine {
  const { name, collector, width, label, columns, sequence } = form, done = new Set<string>();
  let id = "", current: LabelledSequence & { steps: number[][] } | undefined;
  return (cells, number) => {
    const at = `line ${number}`, fault = (what: string) => new InputError(name, `${at} must have ${what}`);
    if (current && cells?.[sequence] !== id) {
      collector.add(current);
      done.add(id);
      current = undefined;
    }
    if (!cells) return;
    if (cells.length !== width) throw fault(`${width} cells, like the header: it has ${cells.length}`);
    id = cells[sequence];
    if (done.has(id)) {
      throw fault(`the lines of a sequence together: ${escapeControl(id.slice(0, 40))} was over before`);
    }
    current ??= { steps: [], label: cells[label], at };
    if (cells[label] !== current.label) {
      throw fault(`the label of its sequence, ${current.label}: it has ${escapeControl(cells[label].slice(0, 40))}`);
    }
    current.steps.push(columns.map((column) => numberOf(cells[column], { name, at })));
  };
}

function numberOf(cell: string, { name, at }: { name: string; at: string }): number {
  if (NUMBER.test(cell)) return Number(cell);
  const there = cell === "" ? "an empty cell" : escapeControl(cell.slice(0, 40));
  throw new InputError(name, `${at} must have numbers in the columns beside label and sequence: it has ${there}`);
}
