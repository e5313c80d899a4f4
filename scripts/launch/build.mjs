import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

/** Where Next.js's command is. */
export const nextProgram = path.join(root, 'node_modules/next/dist/bin/next')

/** A module that makes a child process end with the one that started it. */
export const EXIT_WITH_PARENT = new URL('./exit-with-parent.mjs', import.meta.url).href

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/**
 * Builds the dashboard when its sources have changed since the last build.
 * @param {Record<string, string | undefined>} environment NEXT_DIST_DIR and EXPOSE_TESTING_API choose another build.
 */
export async function buildDashboard(environment) {
  const directory = path.join(root, environment.NEXT_DIST_DIR || '.next')
  const stamp = path.join(directory, 'kryonex-sources')
  const wanted = fingerprint(environment.EXPOSE_TESTING_API === '1')
  const isBuilt = existsSync(path.join(directory, 'BUILD_ID'))
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.info('Building the dashboard …')
  rmSync(stamp, { force: true })
  await next(['build'], environment)
  writeFileSync(stamp, wanted)
}

function fingerprint(testing) {
  const hash = createHash('sha256').update(String(testing))
  for (const source of SOURCES) addFile(hash, source)
  return hash.digest('hex')
}

function addFile(hash, name) {
  const file = path.join(root, name)
  if (!existsSync(file)) return
  if (statSync(file).isDirectory()) {
    for (const entry of readdirSync(file).sort()) addFile(hash, `${name}/${entry}`)
    return
  }
  if (!/\.test\.tsx?$/.test(name)) hash.update(`${name}\0`).update(readFileSync(file)).update('\0')
}

function next(args, environment) {
  // A build needs no backend and no key; what it prints is shown only when it fails.
  const env = { ...environment, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, nextProgram, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Failure(`${output.trim()}\n\nThe build failed.`))
    })
  })
}
