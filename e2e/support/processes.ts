import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { logDirectory, root } from './run'

type Running = { child: ChildProcess; exited: Promise<number | null> }

const STOP_MS = 10_000

/**
 * Processes that write to log files, stop together, and end with us even when we are killed.
 * @param environment what each of them gets on top of the environment it is started with.
 */
export function createProcesses(environment: Record<string, string> = {}) {
  const started: Running[] = []
  return {
    start(name: string, args: string[], env: NodeJS.ProcessEnv): Running {
      const child = spawn(process.execPath, args, {
        cwd: root,
        env: { ...env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      mkdirSync(logDirectory, { recursive: true })
      const slug = name.toLowerCase().replace(/[^a-z]+/g, '-')
      const log = createWriteStream(path.join(logDirectory, `${slug}-${child.pid}.log`))
      child.stdout?.pipe(log, { end: false })
      child.stderr?.pipe(log, { end: false })
      const running = {
        child,
        exited: new Promise<number | null>((resolve) => child.once('exit', resolve)),
      }
      started.push(running)
      return running
    },
    async stop() {
      for (const { child, exited } of started.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGTERM')
        const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
        await exited
        clearTimeout(impatient)
      }
    },
  }
}

/** @returns a port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}
