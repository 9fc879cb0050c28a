/** The longest time that a timer can be set to, ms: about 25 days. */
const LONGEST = 2 ** 31 - 1;

/**
 * Does something after so many milliseconds, which may be infinitely many, at most 25 days.
 *
 * @returns what calls it off
 */
export function after(ms: number, action: () => void): () => void {
  if (ms === Infinity) return () => {};
  const timer = setTimeout(action, Math.min(Math.ceil(ms), LONGEST));
  return () => clearTimeout(timer);
}
