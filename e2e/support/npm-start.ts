import { spawn } from 'node:child_process'

/**
 * Runs `npm start`.
 * @param cwd the project or a copy of it.
 * @param env its whole environment.
 * @returns the process, what it has printed so far, and when the last process that can write to its output has ended.
 */
export function npmStart(cwd: string, env: NodeJS.ProcessEnv, ...options: string[]) {
  const child = spawn('npm', ['start', '--', ...options], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { child, closed, output: () => output }
}
