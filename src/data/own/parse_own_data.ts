import { InputError } from "../../core/mod.ts";
import { parseCsv } from "./_csv.ts";
import { parseJsonLines } from "./_json_lines.ts";
import { parseNpy } from "./_npy_data.ts";
import type { OwnData } from "./labelled_sequences.ts";

/** The forms of a data file by the end of its name. */
export const DATA_FORMS = ["csv", "jsonl", "npy"] as const;
/** The form of a data file. */
export type DataForm = typeof DATA_FORMS[number];

/** The form of a file, by the end of its name. */
export function dataForm(file: string): DataForm {
  const form = DATA_FORMS.find((form) => file.toLowerCase().endsWith(`.${form}`));
  if (form) return form;
  throw new InputError(
    file,
    `must end in ${DATA_FORMS.map((form) => `.${form}`).join(", ")}, which says how it is read`,
  );
}

/** The bytes of a data file. */
export interface DataBytes {
  bytes: Uint8Array;
  /** What errors, records and reports call it. */
  name: string;
  /** The labels that belong to a .npy file, and what errors call them. */
  labels?: { bytes: Uint8Array; name: string };
}

/**
 * Reads labelled sequences in the form that the end of their name says.
 *
 * @throws {InputError} naming the file and the line
 */
export async function parseOwnData({ bytes, name, labels }: DataBytes): Promise<OwnData> {
  const form = dataForm(name);
  if (form !== "npy") return await (form === "csv" ? parseCsv : parseJsonLines)(textOf(bytes, name), name);
  if (!labels) throw new InputError(name, "must come with its labels");
  return await parseNpy({ name, values: bytes, labelsName: labels.name, labels: labels.bytes });
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new InputError(name, "must be text in UTF-8", { cause: error });
  }
}
