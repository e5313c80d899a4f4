import { spawn } from 'node:child_process'
import path from 'node:path'
import { people } from '../platform/starts'

/** Installs us on a database, which it reaches as a hosted project's postgres. */
export type Install = (url: string) => Promise<void>

/** The program that installs us on a database, and its arguments. */
export type InstallCommand = (url: string) => string[]

const COMMAND = path.join(import.meta.dirname, '..', 'migrate', 'main.ts')
const PATIENCE = 10 * 60_000

/** The product's own command. */
export const installCommand: InstallCommand = (url) => [
  process.execPath,
  ...['--import', 'tsx', COMMAND, '--db-url', url, '--yes', '--admins', people.admin.email],
]

export const install: Install = async (url) => {
  const { code, output } = await runInstall(installCommand(url))
  if (code !== 0) throw new Error(output)
}

type Run = { code: number | null; output: string; seconds: number }

/** Installs in a process of its own. @param meanwhile what happens while it runs; it gets the way to kill it. */
export async function runInstall(
  command: string[],
  meanwhile?: (running: Running) => Promise<void>,
): Promise<Run> {
  const started = performance.now()
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-1500)
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await meanwhile?.({ kill: () => child.kill('SIGKILL'), hasEnded: () => child.exitCode !== null })
  return { code: await ended, output, seconds: (performance.now() - started) / 1000 }
}

type Running = { kill: () => void; hasEnded: () => boolean }
