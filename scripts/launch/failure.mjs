/** A reason to stop that the person at the terminal can do something about: shown without a stack trace. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {1 | 2} exitCode 2 when nothing was done because the person has to decide something first.
   */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
