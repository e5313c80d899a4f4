import { stripVTControlCharacters } from 'node:util'
import { isStopping, signalCommand, startCommand } from './commands.mjs'
import { listRetried } from './counts.mjs'

/** A part that takes longer hangs; with a limit the others still run, and the log says which one it was. */
const PART_MINUTES = 45

/**
 * Runs parts one after another, whatever comes of each, and prints what passed and failed.
 * @param {import('./parts.mjs').Part[]} parts
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<boolean>} whether nothing failed.
 */
export async function runParts(parts, environment) {
  const results = []
  for (const part of parts) {
    console.info(`\n── ${part.name} ${'─'.repeat(70 - part.name.length)}\n`)
    results.push({ name: part.name, ...(await runPart(part, environment)) })
    if (isStopping()) return false
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  const retried = results.flatMap((result) => result.retried)
  console.info(`\n${results.map(line).join('\n')}`)
  if (retried.length > 0) console.info(`\nPassed only when retried:\n  ${retried.join('\n  ')}`)
  console.info(`\n${passed} passed, ${failed} failed`)
  return failed === 0
}

async function runPart({ commands, count }, environment) {
  const started = performance.now()
  let output = ''
  let succeeded = true
  for (const [command, ...args] of commands) {
    const result = await stream(command, args, environment)
    output += result.output
    succeeded &&= result.code === 0
    if (!succeeded) break
  }
  const seconds = (performance.now() - started) / 1000
  const text = stripVTControlCharacters(output)
  return { ...settle(count?.(text), succeeded), retried: listRetried(text), seconds }
}

/**
 * A part that failed has at least one failure, even when it stopped before it counted any; one that
 * counted nothing at all has not tested anything.
 */
export function settle(counts, succeeded) {
  if (!counts) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const isSilent = counts.passed + counts.failed === 0
  return { passed: counts.passed, failed: Math.max(counts.failed, succeeded && !isSilent ? 0 : 1) }
}

function stream(command, args, environment) {
  return new Promise((resolve) => {
    const child = startCommand(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const limit = setTimeout(() => {
      console.error(`\nStopped after ${PART_MINUTES} minutes: ${command} ${args.join(' ')}`)
      signalCommand(child, 'SIGKILL')
      for (const from of [child.stdout, child.stderr]) from.destroy()
      finish({ code: 1, output })
    }, PART_MINUTES * 60_000)
    for (const from of ['stdout', 'stderr']) {
      child[from].on('data', (chunk) => {
        output += chunk
        process[from].write(chunk)
      })
    }
    const finish = (result) => {
      clearTimeout(limit)
      resolve(result)
    }
    child.once('error', (error) => finish({ code: 1, output: String(error) }))
    child.once('close', (code) => finish({ code: code ?? 1, output }))
  })
}

function line({ name, passed, failed, seconds }) {
  const counts = `${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed`
  return `${failed === 0 ? 'ok    ' : 'not ok'}  ${name.padEnd(20)}${counts}  ${seconds.toFixed(1).padStart(6)} s`
}
