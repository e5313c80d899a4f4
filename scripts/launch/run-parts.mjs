import { availableParallelism } from 'node:os'
import { stripVTControlCharacters } from 'node:util'
import { isStopping, signalCommand, startCommand } from './commands.mjs'
import { listRetried } from './counts.mjs'
import { shareOf } from './parts.mjs'

/** A part that takes longer hangs; with a limit the others still run, and the log says which one it was. */
const PART_MINUTES = 45

/** How many parts run at the same time: tests wait as often as they compute, and more would crowd each other out. */
const LANES = Math.min(2, availableParallelism())

/**
 * Runs parts, two at a time where there are two processors: one lane takes them from the front of the list, the other
 * from its end. A part that can be divided is several there, so that both lanes end together. Every part runs, whatever
 * comes of the others; what passed and failed is printed at the end.
 * @param {import('./parts.mjs').Part[]} parts
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<import('./parts.mjs').Result[]>} one for each part, in the order of the parts; none when the run was
 * stopped.
 */
export async function runParts(parts, environment) {
  const waiting = parts.flatMap(jobsOf)
  const done = new Map(parts.map((part) => [part, []]))
  const isShared = LANES > 1 && waiting.length > 1
  async function work(take) {
    for (let job = take(); job && !isStopping(); job = take()) {
      const { name, part, run } = job
      console.info(`\n── ${name} ${'─'.repeat(Math.max(70 - name.length, 0))}\n`)
      done.get(part).push(await runPart(run, environment, isShared ? `${name} │ ` : ''))
    }
  }
  await Promise.all([work(() => waiting.shift()), isShared && work(() => waiting.pop())])
  if (isStopping()) return []
  const all = [...done].map(([{ name }, results]) => ({ name, ...together(results) }))
  printResults(all)
  return all
}

/** What runs by itself: a part, or each share of it where there are processors for several. */
function jobsOf(part) {
  const { name, shares = 1 } = part
  if (LANES === 1 || shares === 1) return [{ name, part, run: part }]
  return Array.from({ length: shares }, (_, place) => {
    const shard = `${place + 1}/${shares}`
    return { name: `${name} ${shard}`, part, run: shareOf(part, shard) }
  })
}

/** The results of a part's shares as one; its seconds are those that its shares took together. */
function together(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    seconds: sum('seconds'),
    retried: results.flatMap(({ retried }) => retried),
  }
}

/** @returns {boolean} whether something failed, or nothing ran. */
export const hasFailed = (results) => results.length === 0 || results.some(({ failed }) => failed > 0)

function printResults(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const retried = results.flatMap((result) => result.retried)
  console.info(`\n${results.map(line).join('\n')}`)
  if (retried.length > 0) console.info(`\nPassed only when retried:\n  ${retried.join('\n  ')}`)
  console.info(`\n${sum('passed')} passed, ${sum('failed')} failed`)
}

async function runPart({ commands, count, environment: own }, environment, prefix) {
  const started = performance.now()
  let output = ''
  let succeeded = true
  for (const [command, ...args] of commands) {
    const result = await stream(command, args, { ...environment, ...own }, prefix)
    output += result.output
    succeeded &&= result.code === 0
    if (!succeeded) break
  }
  const seconds = (performance.now() - started) / 1000
  const text = stripVTControlCharacters(output)
  return { ...settle(count?.(text), succeeded, /^skipped/m.test(text)), retried: listRetried(text), seconds }
}

/**
 * A part that failed has at least one failure, even when it stopped before it counted any; one that
 * counted nothing at all has not tested anything, unless it says that it skipped it.
 */
export function settle(counts, succeeded, skipped = false) {
  if (!counts) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const isSilent = !skipped && counts.passed + counts.failed === 0
  return { passed: counts.passed, failed: Math.max(counts.failed, succeeded && !isSilent ? 0 : 1) }
}

function stream(command, args, environment, prefix) {
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
      const print = linePrinter(process[from], prefix)
      child[from].on('data', (chunk) => {
        output += chunk
        print(chunk)
      })
      child[from].once('end', () => print('\n', true))
    }
    const finish = (result) => {
      clearTimeout(limit)
      resolve(result)
    }
    child.once('error', (error) => finish({ code: 1, output: String(error) }))
    child.once('close', (code) => finish({ code: code ?? 1, output }))
  })
}

/** Prints whole lines behind a prefix, so that two parts can print at the same time. */
function linePrinter(target, prefix) {
  let rest = ''
  return (chunk, isLast = false) => {
    if (!prefix) return isLast || target.write(chunk)
    const lines = `${rest}${isLast && !rest ? '' : chunk}`.split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) target.write(lines.map((text) => `${prefix}${text}\n`).join(''))
  }
}

function line({ name, passed, failed, seconds }) {
  const counts = `${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed`
  return `${failed === 0 ? 'ok    ' : 'not ok'}  ${name.padEnd(22)}${counts}  ${seconds.toFixed(1).padStart(6)} s`
}
