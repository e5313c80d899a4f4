import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

const STAMP = path.join(root, 'node_modules/.kryonex-installed')

/** @throws {Failure} on a Node.js that is too old for Next.js. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  throw new Failure(`Node.js 20.9 or newer is needed; this is ${process.versions.node}.`)
}

/** @throws {Failure} when something else listens there: said before anything slow starts. */
export async function checkPort(port, host) {
  const server = createServer()
  const error = await new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
  if (!error) return
  if (error.code === 'EADDRINUSE') {
    throw new Failure(
      `Port ${port} is in use. Stop what runs there, or choose another: npm start -- --port 3100`,
    )
  }
  throw new Failure(`Cannot serve on ${host}:${port}: ${error.message}`)
}

/** Installs the dependencies when they do not match package-lock.json. */
export function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.version.split('.')[0] + process.platform + process.arch)
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  if (!matchesLock()) {
    console.info('Installing the dependencies …')
    // Not `npm ci`: the lock file names only the native packages of Linux, and this adds those of the machine at hand
    // without touching it. Everything that the lock file names is installed as it says.
    const { status } = spawnSync(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      },
    )
    if (status !== 0) throw new Failure("The dependencies could not be installed: see npm's message above.")
  }
  writeFileSync(STAMP, wanted)
}

/** Whether a node_modules that we did not install ourselves has what package-lock.json asks for. */
function matchesLock() {
  const installed = readPackages('node_modules/.package-lock.json')
  const wanted = readPackages('package-lock.json')
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  )
}

function readPackages(name) {
  try {
    return JSON.parse(readFileSync(path.join(root, name), 'utf8')).packages
  } catch {
    return undefined
  }
}
