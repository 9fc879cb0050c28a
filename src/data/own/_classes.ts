import { escapeControl, InputError, MOST } from "../../core/mod.ts";
import type { ClassLabel } from "./labelled_sequences.ts";

/** More labels than these are counted, not shown. */
const SHOWN = 6;

/**
 * The classes that labels make: integers are the class itself, words are numbered in the order of their UTF-16 codes.
 *
 * @throws {InputError} if they are neither all words nor all the integers 0..K-1, or are too many or too few
 */
export function classesOf(
  labels: readonly ClassLabel[],
  place: string,
): { classOf: Uint8Array<ArrayBuffer>; classNames: string[] } {
  const distinct = [...new Set(labels)], numbers = distinct.filter((label) => typeof label === "number");
  if (numbers.length > 0 && numbers.length < distinct.length) {
    throw new InputError(place, `must have labels that are all numbers or all words: they are ${shown(distinct)}`);
  }
  if (distinct.length < 2 || distinct.length > MOST.classes) {
    const there = distinct.length === 0 ? "there is none" : `they are ${shown(distinct)}`;
    throw new InputError(place, `must have labels of 2 to ${MOST.classes} classes: ${there}`);
  }
  const inOrder = numbers.length > 0 ? numbers.sort((a, b) => a - b) : distinct.sort();
  if (numbers.length > 0 && numbers.some((label, k) => label !== k)) {
    const fault = `must have labels 0 to K-1, each at least once, if they are numbers: they are ${shown(inOrder)}; ` +
      "number them so, or take words";
    throw new InputError(place, fault);
  }
  const classes = new Map(inOrder.map((label, k) => [label, k]));
  return { classOf: Uint8Array.from(labels, (label) => classes.get(label)!), classNames: inOrder.map(String) };
}

function shown(labels: readonly ClassLabel[]): string {
  const texts = labels.slice(0, SHOWN).map((label) => escapeControl(JSON.stringify(label).slice(0, 40)));
  return texts.join(", ") + (labels.length > SHOWN ? ` and ${labels.length - SHOWN} more` : "");
}
