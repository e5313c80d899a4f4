import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

/** The shell without a window comes first: nothing here looks at one, and it costs less. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Finds a Chromium for the end-to-end tests and installs one when there is none.
 * @returns {Promise<string | undefined>} its path; undefined when Playwright has its own.
 */
export async function findChromium() {
  const configured = process.env.CHROMIUM_PATH
  if (configured) {
    if (existsSync(configured)) return configured
    throw new Failure(`CHROMIUM_PATH names ${configured}, which does not exist.`)
  }
  const installed = systemChromium()
  if (installed) return installed
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return undefined
  console.info('Installing Chromium for the end-to-end tests …')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const install = ['install', '-y', '-qq', '--no-install-recommends']
    run('apt-get', ['update', '-qq'], environment)
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if (run('apt-get', [...install, name], environment)) break
    }
    const now = systemChromium()
    if (now) return now
  }
  if (run('npx', ['--no-install', 'playwright', 'install', 'chromium'], process.env)) return undefined
  throw new Failure('Chromium could not be installed: install it and name it in CHROMIUM_PATH.')
}

function systemChromium() {
  const directories = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = directories.flatMap((directory) => NAMES.map((name) => path.join(directory, name)))
  return [...candidates, ...ELSEWHERE].find((file) => existsSync(file))
}

function run(command, args, env) {
  const shell = process.platform === 'win32'
  return (
    spawnSync(command, args, { cwd: root, env, shell, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  )
}
