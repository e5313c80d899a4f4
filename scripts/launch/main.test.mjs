import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './root.mjs'

const LIMIT_MS = 10_000
const launch = (file) => JSON.stringify(pathToFileURL(path.join(root, 'scripts/launch', file)).href)

// It runs a process that does not listen, and a command that starts another. Each writes a line when it runs.
const LAUNCHER = `
import { startCommand } from ${launch('commands.mjs')}
import { main } from ${launch('main.mjs')}
import { createProcesses } from ${launch('processes.mjs')}

const stay = 'setInterval(() => undefined, 1000)'
const processes = createProcesses(500)
main(async () => {
  processes.start('deaf', ['-e', "process.on('SIGTERM', () => undefined); console.log('runs');" + stay], process.env)
  const start = "require('node:child_process').spawn(process.execPath, ['-e', process.argv[1]], { stdio: 'inherit' });"
  startCommand(process.execPath, ['-e', start + stay, "console.log('runs');" + stay], { stdio: 'inherit' })
  await processes.unexpectedEnd()
}, () => processes.stop())
`
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'launch-'))
  await writeFile(path.join(directory, 'package.json'), '{ "scripts": { "start": "node launcher.mjs" } }')
  await writeFile(path.join(directory, 'launcher.mjs'), LAUNCHER)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test.each([
  ['SIGTERM to npm', 'SIGTERM', (npm) => npm.pid],
  ['SIGKILL to npm', 'SIGKILL', (npm) => npm.pid],
  ['Ctrl-C', 'SIGINT', (npm) => -npm.pid],
])('nothing that npm has started is left after %s', async (_, signal, target) => {
  // A terminal sends Ctrl-C to all that runs in the foreground: to the process group.
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // It closes when the last process that can write to it has ended.
  const closed = new Promise((resolve) => npm.once('close', resolve))
  await new Promise((resolve) => {
    let output = ''
    npm.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
      if (output.split('runs').length === 3) resolve()
    })
  })
  const started = performance.now()
  process.kill(target(npm), signal)
  await closed
  expect(performance.now() - started).toBeLessThan(LIMIT_MS)
})
