import { escapeControl, InputError, MAX_NUMBERS, MOST } from "../../core/mod.ts";
import { classesOf } from "./_classes.ts";
import type { ClassLabel, OwnData } from "./labelled_sequences.ts";

/** As much of a name as a config can hold, from its end. */
const LONGEST_NAME = 512;

/** A sequence as it was read. */
export interface LabelledSequence {
  /** A list of numbers for each time step, or a number if there is one feature. */
  steps: readonly (number | readonly number[])[];
  label: ClassLabel;
  /** Where it stands, such as "line 3". */
  at: string;
}

/** Takes in sequences one by one, and refuses the first that does not fit, or is too many. */
export class Collector {
  readonly #name: string;
  #values = new Float32Array(1024);
  /** Numbers taken in. */
  #count = 0;
  #features = 0;
  #longest = 0;
  readonly #lengths: number[] = [];
  readonly #labels: ClassLabel[] = [];

  /** @param name what errors, records and reports call the data */
  constructor(name: string) {
    this.#name = name;
  }

  /** @throws {InputError} naming the place */
  add({ steps, label, at }: LabelledSequence): void {
    const fault = (what: string) => new InputError(this.#name, `${at} must have ${what}`);
    if (steps.length < 1 || steps.length > MOST.length) {
      throw fault(`1 to ${MOST.length} time steps: it has ${steps.length}`);
    }
    if (this.#lengths.length === MOST.samples) {
      throw fault(`at most ${MOST.samples} sequences up to it: it is one more`);
    }
    if (typeof label !== "number" && (typeof label !== "string" || label === "")) {
      throw fault(`a label, a number or a word: it has ${shownBriefly(label)}`);
    }
    const [first] = steps, features = typeof first === "number" ? 1 : first.length;
    if (features < 1 || features > MOST.features) {
      throw fault(`1 to ${MOST.features} numbers a step: it has ${features}`);
    }
    this.#features ||= features;
    this.#longest = Math.max(this.#longest, steps.length);
    const padded = (this.#lengths.length + 1) * this.#longest * this.#features;
    if (padded > MAX_NUMBERS) {
      throw fault(`at most ${MAX_NUMBERS} numbers up to it, each sequence as long as the longest: it makes ${padded}`);
    }
    this.#makeRoom(steps.length * this.#features);
    for (const [t, step] of steps.entries()) this.#addStep(typeof step === "number" ? [step] : step, { at, t });
    this.#lengths.push(steps.length);
    this.#labels.push(label);
  }

  #makeRoom(more: number): void {
    if (this.#count + more <= this.#values.length) return;
    const larger = new Float32Array(Math.max(2 * this.#values.length, this.#count + more));
    larger.set(this.#values);
    this.#values = larger;
  }

  #addStep(numbers: readonly number[], { at, t }: { at: string; t: number }): void {
    if (numbers.length !== this.#features) {
      const fault = `${at} must have ${this.#features} numbers a step, like the first: step ${t} has ${numbers.length}`;
      throw new InputError(this.#name, fault);
    }
    for (const value of numbers) {
      const index = this.#count++;
      this.#values[index] = value;
      if (typeof value === "number" && Number.isFinite(this.#values[index])) continue;
      const fault = `${at} must have finite numbers within float32: step ${t} has ${shownBriefly(value)}`;
      throw new InputError(this.#name, fault);
    }
  }

  /**
   * @param options `digits`: labels that are all integers in digits are numbers, not words
   * @throws {InputError} if the labels make no classes
   */
  async finish({ digits = false } = {}): Promise<OwnData> {
    const isNumber = digits && this.#labels.every((label) => /^\d{1,9}$/.test(String(label)));
    const { classOf, classNames } = classesOf(isNumber ? this.#labels.map(Number) : this.#labels, this.#name);
    const values = this.#values.slice(0, this.#count), lengths = Uint32Array.from(this.#lengths);
    const digest = await digestOf([Uint32Array.of(this.#features, classNames.length), lengths, classOf, values]);
    const name = this.#name.slice(-LONGEST_NAME);
    return { name, values, lengths, features: this.#features, classOf, classNames, digest };
  }
}

function shownBriefly(value: unknown): string {
  const text = typeof value === "number" ? String(value) : JSON.stringify(value) ?? "none";
  return escapeControl(text.slice(0, 60));
}

async function digestOf(parts: (Uint32Array | Uint8Array | Float32Array)[]): Promise<string> {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
