/** What every assertion throws. */
export class AssertionError extends Error {
  override name = "AssertionError";

  /** @param options its `cause` is printed by Deno below the message. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The published package puts its own words first and the caller's behind them. */
export function withMessage(text: string, msg?: string): AssertionError {
  return new AssertionError(msg ? `${text}: ${msg}` : `${text}.`);
}
