import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { stopCommands } from './commands.mjs'
import { Failure } from './failure.mjs'

const PARENT_CHECK_MS = 500

/**
 * Runs a command of ours. A Failure ends it with its message and its exit code; a signal, or the end of the npm that
 * started us, ends it with everything that it has started.
 * @param {() => Promise<void>} command
 * @param {() => Promise<number | void>} [stop] ends what the command runs besides commands; may choose the exit code.
 */
export async function main(command, stop = async () => undefined) {
  let stopping = false
  onStop(async (signal) => {
    stopping = true
    const [exitCode] = await Promise.all([stop(), stopCommands()])
    process.exit(exitCode ?? 128 + constants.signals[signal])
  })
  try {
    await command()
  } catch (error) {
    // What is being stopped fails; that is no failure of ours.
    if (stopping) return
    console.error(error instanceof Failure ? `\n${error.message}` : error)
    process.exit(error instanceof Failure ? error.exitCode : 1)
  }
}

/** Calls back once, however often and in whatever way we are asked to end. */
function onStop(stop) {
  let asked = false
  const stopOnce = (signal) => {
    if (asked) return
    asked = true
    stop(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopOnce)
  // npm passes a signal on to its shell only, and a shell that dies of it leaves its command running.
  if (!process.env.npm_lifecycle_event) return
  const started = parents()
  setInterval(() => {
    if (parents() !== started) stopOnce('SIGHUP')
  }, PARENT_CHECK_MS).unref()
}

/** The process that started us and, where the system tells, the one that started that: the shell and npm, mostly. */
function parents() {
  const parent = process.ppid
  try {
    // The name before it is in parentheses and may hold anything.
    const [, grandparent] = readFileSync(`/proc/${parent}/stat`, 'utf8').split(') ').at(-1).split(' ')
    return `${parent} ${grandparent}`
  } catch {
    return String(parent)
  }
}
