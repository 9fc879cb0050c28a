/** A number for people, to so many digits and no more zeros than it needs. */
export function numberText(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}
