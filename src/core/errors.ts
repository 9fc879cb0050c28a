/**
 * The one error that a user can cause: something given from outside (a file, an option, a config) is not
 * what it must be. The message names the place and the remedy; a command prints it and exits with status 2.
 */
export class InputError extends Error {
  override name = "InputError";

  /** @param place where the fault stands (`config.json: optimizer.learningRate`), @param fault what is wrong and what would be right. */
  constructor(readonly place: string, readonly fault: string, options?: ErrorOptions) {
    super(`${place}: ${fault}`, options);
  }
}
