import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { root } from './root.mjs'

const npx = (...args) => ['npx', '--no-install', ...args]
const script = (...args) => [process.execPath, '--import', 'tsx', ...args]

/** What `npm run check` runs: quick, and no database or browser. */
export const QUICK_PARTS = [
  { name: 'types', commands: [npx('next', 'typegen'), npx('tsc', '--noEmit')] },
  { name: 'lint and format', commands: [npx('biome', 'ci')] },
  { name: 'unused code', commands: [npx('knip')] },
  { name: 'unit tests', commands: [npx('vitest', 'run')], count: countVitest },
]

/** What `npm test` runs beside them. */
export const SLOW_PARTS = [
  { name: 'generated types', commands: [[process.execPath, 'scripts/types.mjs', '--check']] },
  { name: 'database page', commands: [[process.execPath, 'scripts/database-page.mjs', '--check']] },
  { name: 'database tests', commands: [script('supabase/database-test/run.ts')], count: countOwn },
  { name: 'native Postgres', commands: [script('supabase/database-test/native.ts')], count: countOwn },
  { name: 'platform writes', commands: [script('supabase/database-test/platform.ts')], count: countOwn },
  { name: 'database advisors', commands: [script('supabase/database-test/advisors.ts')], count: countOwn },
  { name: 'end-to-end tests', commands: [npx('playwright', 'test')], count: countPlaywright },
]

/** A part that takes longer hangs; with a limit the others still run, and the log says which one it was. */
const PART_MINUTES = 40

/**
 * Runs parts one after another, whatever comes of each, and prints what passed and failed.
 * @param {{ name: string, commands: string[][], count?: (output: string) => Counts }[]} parts
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<boolean>} whether nothing failed.
 */
export async function runParts(parts, environment) {
  const results = []
  for (const part of parts) {
    console.info(`\n── ${part.name} ${'─'.repeat(70 - part.name.length)}\n`)
    results.push({ name: part.name, ...(await runPart(part, environment)) })
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.info(`\n${results.map(line).join('\n')}\n\n${passed} passed, ${failed} failed`)
  return failed === 0
}

/** @typedef {{ passed: number, failed: number }} Counts */

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
  return { ...settle(count?.(stripVTControlCharacters(output)), succeeded), seconds }
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
    const child = spawn(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const limit = setTimeout(() => {
      console.error(`\nStopped after ${PART_MINUTES} minutes: ${command} ${args.join(' ')}`)
      child.kill()
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

const number = (output, pattern) => Number(output.match(pattern)?.[1] ?? 0)

/** Vitest ends with "Tests  1 failed | 12 passed (13)". */
export function countVitest(output) {
  const summary = output.match(/^\s*Tests\s.*$/m)?.[0] ?? ''
  return { passed: number(summary, /(\d+) passed/), failed: number(summary, /(\d+) failed/) }
}

/** Playwright ends with lines such as "  1 failed", "  2 did not run", "  12 passed (30.1s)". */
export function countPlaywright(output) {
  const failures = [/^\s+(\d+) failed$/m, /^\s+(\d+) interrupted$/m, /^\s+(\d+) did not run$/m]
  const failed = failures.reduce((sum, pattern) => sum + number(output, pattern), 0)
  const passed = number(output, /^\s+(\d+) passed\b/m) + number(output, /^\s+(\d+) flaky$/m)
  return { passed, failed }
}

/** Our own runners end with "12 passed, 0 failed". */
export function countOwn(output) {
  const summary = output.match(/^(\d+) passed, (\d+) failed$/gm)?.at(-1)
  const [passed = 0, failed = 0] = summary?.match(/\d+/g)?.map(Number) ?? []
  return { passed, failed }
}

function line({ name, passed, failed, seconds }) {
  const counts = `${String(passed).padStart(5)} passed  ${String(failed).padStart(3)} failed`
  return `${failed === 0 ? 'ok    ' : 'not ok'}  ${name.padEnd(20)}${counts}  ${seconds.toFixed(1).padStart(6)} s`
}
