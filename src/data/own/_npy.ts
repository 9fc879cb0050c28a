import { escapeControl, InputError } from "../../core/mod.ts";

/** An array of a .npy file, row-major. */
export interface NpyArray {
  shape: number[];
  /** Numbers, or texts. */
  at(index: number): number | string;
}

/** How the elements of a dtype are read: bytes of one, and the one at an offset. */
interface Elements {
  size: number;
  read(view: DataView, offset: number): number | string;
}

/** Little-endian numbers by numpy's name for them. */
const NUMBERS: Record<string, Elements> = {
  "|b1": { size: 1, read: (view, at) => view.getUint8(at) },
  "|i1": { size: 1, read: (view, at) => view.getInt8(at) },
  "|u1": { size: 1, read: (view, at) => view.getUint8(at) },
  "<i2": { size: 2, read: (view, at) => view.getInt16(at, true) },
  "<u2": { size: 2, read: (view, at) => view.getUint16(at, true) },
  "<i4": { size: 4, read: (view, at) => view.getInt32(at, true) },
  "<u4": { size: 4, read: (view, at) => view.getUint32(at, true) },
  "<i8": { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  "<u8": { size: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  "<f4": { size: 4, read: (view, at) => view.getFloat32(at, true) },
  "<f8": { size: 8, read: (view, at) => view.getFloat64(at, true) },
};

const MAGIC = "\x93NUMPY";
/** What numpy writes, and nothing else: the header is Python, and is never evaluated. */
const HEADER =
  /^\{'descr': '([^'\\]{1,16})', 'fortran_order': (True|False), 'shape': \(((?:\d{1,10}, ?)*\d{0,10})\),? ?\} *\n?$/;
/** The longest header that is looked at, bytes, and the longest text of an element, characters. */
const LONGEST = { header: 4096, text: 256 };

/**
 * Opens the bytes of a .npy file, versions 1 to 3 of the format: a row-major array of little-endian numbers or of texts.
 * Nothing is allocated by what the header says: sizes are compared with the bytes that there are.
 *
 * Source: numpy.lib.format, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @throws {InputError} saying what it must be, and how to write it so
 */
export function openNpy(bytes: Uint8Array, name: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = (what: string) => new InputError(name, what);
  const { header, start } = headerOf(view, name), found = HEADER.exec(header);
  if (!found) {
    throw fault(
      `must have the header that numpy.save writes for a plain array: it is ${
        escapeControl(header.trimEnd().slice(0, 80))
      }`,
    );
  }
  const [, descr, fortran, dimensions] = found, elements = elementsOf(descr);
  if (!elements) {
    throw fault(
      `must hold little-endian numbers or texts, dtype "<f4" for instance: it is ${escapeControl(descr)}` +
        (descr.includes("O") ? ", objects, whose reading would run code" : ""),
    );
  }
  if (fortran === "True") throw fault("must be row-major: save numpy.ascontiguousarray(x)");
  const shape = dimensions.split(",").filter((text) => text.trim() !== "").map(Number);
  const count = shape.reduce((product, size) => product * size, 1), length = bytes.byteLength - start;
  if (count * elements.size !== length) {
    throw fault(`must have ${count} elements of ${elements.size} bytes after its header: it has ${length} bytes`);
  }
  return { shape, at: (index) => elements.read(view, start + index * elements.size) };
}

function headerOf(view: DataView, name: string): { header: string; start: number } {
  const text = (from: number, to: number) =>
    String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + from, to - from));
  if (view.byteLength < 12 || text(0, 6) !== MAGIC) {
    throw new InputError(name, "must be a .npy file: it does not begin like one");
  }
  const version = view.getUint8(6);
  if (version < 1 || version > 3) {
    throw new InputError(name, `must be of version 1 to 3 of the .npy format: it is ${version}`);
  }
  const from = version === 1 ? 10 : 12, length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST.header || from + length > view.byteLength) {
    throw new InputError(
      name,
      `must have a header of at most ${LONGEST.header} bytes within it: it would have ${length}`,
    );
  }
  return { header: text(from, from + length), start: from + length };
}

function elementsOf(descr: string): Elements | undefined {
  if (Object.hasOwn(NUMBERS, descr)) return NUMBERS[descr];
  const length = Number(/^<U([1-9]\d{0,2})$/.exec(descr)?.[1]);
  if (!(length <= LONGEST.text)) return undefined;
  return { size: 4 * length, read: (view, at) => textAt(view, { at, length }) };
}

/** Text in UTF-32, with zeros after its end. */
function textAt(view: DataView, { at, length }: { at: number; length: number }): string {
  const codes = Array.from({ length }, (_, i) => view.getUint32(at + 4 * i, true));
  const end = codes.findLastIndex((code) => code !== 0) + 1;
  return codes.slice(0, end).map((code) => code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd").join("");
}
