/** A failure of the embedded backend that its user can do something about. */
export class LocalBackendError extends Error {
  /**
   * @param message what is wrong.
   * @param remedy what to do about it.
   */
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message)
    this.name = 'LocalBackendError'
  }
}
