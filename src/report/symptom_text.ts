import { digits, type Evidence, type Symptom } from "../core/mod.ts";

/** A symptom and its numbers in one line. */
export function symptomText({ name, onset, evidence }: Symptom): string {
  return `${name} from step ${onset} (${evidenceText(evidence)})`;
}

/** Numbers to four digits, their names in plain words. */
export function evidenceText(evidence: Evidence): string {
  return Object.entries(evidence).map(([key, value]) => {
    const name = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return `${name} ${typeof value === "number" && !Number.isInteger(value) ? digits(value, 4) : value}`;
  }).join(", ");
}
