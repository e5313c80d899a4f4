// Runs a program until it ends or our parent process is gone, even killed.
import { spawn } from 'node:child_process'

const [options, program, ...args] = process.argv.slice(2)
const child = spawn(program, args, { ...JSON.parse(options), stdio: ['ignore', 'ignore', 'inherit'] })
const stop = () => child.kill('SIGINT')
process.on('disconnect', stop)
process.on('SIGTERM', stop)
child.once('exit', (code) => process.exit(code ?? 1))
