// Runs a program until it ends or our parent process is gone, even killed.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

const [settings, program, ...args] = process.argv.slice(2)
const { remove, ...options } = JSON.parse(settings)
const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] })
const stop = () => child.kill('SIGINT')
process.on('disconnect', stop)
process.on('SIGTERM', stop)
child.once('exit', (code) => {
  if (remove) rmSync(remove, { recursive: true, force: true })
  process.exit(code ?? 1)
})
