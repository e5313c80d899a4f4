import { spawn } from 'node:child_process'
import { root } from './root.mjs'

const STOP_MS = 5000
const isWindows = process.platform === 'win32'
const running = new Map()
let stopping = false

/**
 * Starts a command in a process group of its own, so that whatever it starts ends with it.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startCommand(command, args, options) {
  const child = spawn(command, args, { cwd: root, shell: isWindows, detached: !isWindows, ...options })
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  })
  running.set(child, ended)
  ended.then(() => running.delete(child))
  return child
}

/** Sends a signal to a command and all that it has started. */
export function signalCommand(child, signal) {
  if (isWindows || child.pid === undefined) return child.kill(signal)
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // Nothing of the group is left: macOS says EPERM where Linux says ESRCH.
    if (!['ESRCH', 'EPERM'].includes(error.code)) throw error
  }
}

/** @returns {boolean} whether everything is being ended, so that nothing more must start. */
export const isStopping = () => stopping

/** Ends every running command, by force when asking does not help. */
export async function stopCommands() {
  stopping = true
  await Promise.all(
    [...running].map(async ([child, ended]) => {
      signalCommand(child, 'SIGTERM')
      const impatient = setTimeout(signalCommand, STOP_MS, child, 'SIGKILL')
      await ended
      clearTimeout(impatient)
      // What the command itself did not take along when it ended.
      signalCommand(child, 'SIGKILL')
    }),
  )
}
