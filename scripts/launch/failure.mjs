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

/**
 * Runs a command of ours; a Failure ends it with its message and its exit code.
 * @param {() => Promise<void>} command
 */
export async function main(command) {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error)
    process.exit(error instanceof Failure ? error.exitCode : 1)
  }
}
