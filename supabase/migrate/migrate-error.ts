/** Exit codes of the command. */
export const EXIT = { done: 0, failed: 1, refused: 2 } as const

/** A reason to stop that the person at the terminal can act on: shown without a stack trace. */
export class MigrateError extends Error {
  /**
   * @param message what is wrong and what to do about it.
   * @param exitCode whether the run failed, or was refused before anything changed.
   */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = EXIT.failed,
  ) {
    super(message)
    this.name = 'MigrateError'
  }
}
