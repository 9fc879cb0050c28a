/**
 * The one error that a user can cause: something given from outside (a file, an option, a config) is not
 * what it must be. The message names the place and the remedy; a command prints it and exits with status 2.
 */
export class InputError extends Error {
  /** "InputError". */
  override name = "InputError";

  /**
   * The message is `PLACE: FAULT`.
   *
   * @param place where the fault stands, such as `config.json: optimizer.learningRate`
   * @param fault what is wrong and what would be right
   * @param options the `cause`, if there is one
   */
  constructor(readonly place: string, readonly fault: string, options?: ErrorOptions) {
    super(`${place}: ${fault}`, options);
  }
}
