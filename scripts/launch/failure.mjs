/** A reason to stop that the person at the terminal can do something about: shown without a stack trace. */
export class Failure extends Error {}

/**
 * Runs a command of ours; a Failure ends it with its message and exit code 1.
 * @param {() => Promise<void>} command
 */
export async function main(command) {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error)
    process.exit(1)
  }
}
