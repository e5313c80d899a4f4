import { spawn } from 'node:child_process'
import path from 'node:path'
import { EXIT_WITH_PARENT, nextProgram } from './build.mjs'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

const SILENCE_MS = 240_000
/** Everything has ended by then: a service manager that waits ten seconds need not use force. */
const STOP_MS = 9000

const HIDE_NODE_NOTICE = new URL('./hide-node-notice.mjs', import.meta.url).href

/** Left to itself, Node takes what the machine has before it collects what is not needed any more. */
const HEAP = '--max-old-space-size=256'

/**
 * The processes of one running dashboard: they stop together, the last started first.
 * @param {number} patience milliseconds after which none of them runs any more.
 */
export function createProcesses(patience = STOP_MS) {
  const children = []
  let stopping = false
  return {
    /** Starts a Node.js process that ends with us; one that asks questions gets the terminal's input. */
    start(name, args, env, { asks = false } = {}) {
      const child = spawn(process.execPath, args, {
        cwd: root,
        env,
        stdio: [asks ? 'inherit' : 'ignore', 'inherit', 'inherit', 'ipc'],
      })
      const running = {
        name,
        child,
        exited: new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal))),
      }
      children.push(running)
      return running
    },
    /** Rejects when any process ends that was not asked to. */
    unexpectedEnd: () =>
      new Promise((_, reject) => {
        for (const { name, exited } of children) {
          exited.then((how) => stopping || reject(new Failure(`${name} has stopped (${how}).`)))
        }
      }),
    async stop() {
      stopping = true
      const alive = children.filter(({ child }) => child.exitCode === null && child.signalCode === null)
      const until = performance.now() + patience
      while (alive.length > 0) {
        const share = (until - performance.now()) / alive.length
        await end(alive.pop(), share)
      }
    },
  }
}

async function end({ child, exited }, milliseconds) {
  child.kill('SIGTERM')
  const impatient = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await exited
  clearTimeout(impatient)
}

/**
 * Starts the embedded backend and waits until it answers.
 * @returns {Promise<{ url: string, publishableKey: string, actionsEncryptionKey: string, directory: string }>}
 */
export async function startBackend(processes, { siteUrl, reset, traffic, upgrade = false }) {
  const env = {
    ...process.env,
    SITE_URL: siteUrl,
    RESET: reset ? 'on' : 'off',
    UPGRADE: upgrade ? 'on' : 'off',
  }
  if (!traffic) env.TRAFFIC = 'off'
  const { child, exited } = processes.start(
    'The embedded backend',
    ['--import', HIDE_NODE_NOTICE, '--import', 'tsx', path.join(root, 'supabase/local/main.ts')],
    env,
    { asks: true },
  )
  const silence = watchSilence('The embedded backend')
  const ready = new Promise((resolve) =>
    child.on('message', (message) => {
      silence.broken()
      if (message.type === 'ready') resolve(message)
    }),
  )
  // It has said itself what is wrong.
  const ended = exited.then((code) => {
    throw new Failure('The embedded backend did not start.', code === 2 ? 2 : 1)
  })
  return Promise.race([ready, ended, silence.tooLong])
}

/** Starts Next.js over a backend and waits until the sign-in page answers. */
export async function startDashboard(processes, { port, host, dev, environment }) {
  const command = [nextProgram, dev ? 'dev' : 'start', '-H', host, '-p', String(port)]
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment }
  if (!dev) env.NODE_ENV = 'production'
  const { exited } = processes.start(
    'The dashboard',
    [...(dev ? [] : [HEAP]), '--import', EXIT_WITH_PARENT, '--import', HIDE_NODE_NOTICE, ...command],
    env,
  )
  const ended = exited.then(() => {
    throw new Failure('The dashboard did not start.')
  })
  await Promise.race([answers(port, host), ended, watchSilence('The dashboard').tooLong])
}

async function answers(port, host) {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  for (;;) {
    try {
      const response = await fetch(`http://${address}:${port}/login`, { signal: AbortSignal.timeout(30_000) })
      if (response.status < 500) return
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Rejects when nothing has been heard for minutes; a slow machine that gets on with it is left alone. */
function watchSilence(name) {
  const { promise: tooLong, reject } = withReject()
  const error = new Failure(
    `${name} gave no sign of life for ${SILENCE_MS / 1000} seconds. If its data may be damaged: npm start -- --reset`,
  )
  const timer = setTimeout(reject, SILENCE_MS, error).unref()
  return { tooLong, broken: () => timer.refresh() }
}

function withReject() {
  let reject
  const promise = new Promise((_, onReject) => {
    reject = onReject
  })
  // It may still reject when nobody waits any more.
  promise.catch(() => undefined)
  return { promise, reject }
}
