import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { startCommand } from './commands.mjs'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

const STAMP = path.join(root, 'node_modules/.kryonex-installed')

/** The first release of each line that our dependencies support; every line from 24 on is supported whole. */
const OLDEST = { 20: 19, 22: 12 }

/** @param {string} version of Node.js, without the v. */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || minor >= (OLDEST[major] ?? Number.POSITIVE_INFINITY)
}

/** @throws {Failure} on a Node.js that is too old for the dependencies. */
export function checkNode() {
  const { node } = process.versions
  if (!isSupported(node)) {
    throw new Failure(`Node.js 20.19, 22.12, 24 or newer is needed; this is ${node}.`)
  }
  if (node.startsWith('20.')) {
    console.warn(`Node.js ${node} still works, but its support has ended: move to Node.js 22 or newer soon.`)
  }
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

/** Installs what package-lock.json names, unless it is there. */
export async function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.version.split('.')[0] + process.platform + process.arch)
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  if (!matchesLock()) {
    console.info('Installing the dependencies …')
    const npm = startCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: 'inherit',
    })
    const code = await new Promise((resolve) => {
      npm.once('error', resolve)
      npm.once('exit', resolve)
    })
    if (code !== 0) throw new Failure("The dependencies could not be installed: see npm's message above.")
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
