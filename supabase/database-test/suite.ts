import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { apply } from '../migrate/apply'
import { modeOf, readOrigins } from '../migrate/mode'
import { readSources } from '../migrate/sources'
import type { TestDatabase } from './native-database'
import { readTap, type Verdict } from './tap'

const testsDirectory = path.join(import.meta.dirname, '..', 'tests')

/** Installs everything, as `npm run migrate` does. */
export async function applyMigrations({ session }: TestDatabase) {
  const sources = readSources()
  const mode = modeOf(await readOrigins(session, sources))
  await apply(session, sources, { mode, log: () => undefined })
}

/**
 * Loads who the tests act as, and rows for them to meet.
 * @param pgtap pgTAP's script, for a server that does not have the extension.
 */
export async function loadActors(database: TestDatabase, pgtap?: string) {
  const actors = readFileSync(path.join(import.meta.dirname, 'actors.sql'), 'utf8')
  if (pgtap === undefined) {
    await database.exec(actors)
    return
  }
  await database.exec(`set search_path = extensions, public; ${pgtap}; reset search_path`)
  await database.exec(actors.replace(/^create extension if not exists pgtap.*$/m, ''))
}

type Choice = { folder?: string; wanted?: string; oneIn?: number; except?: string[] }

/**
 * Runs test files and prints what came of each.
 * @param choice the folder, a part of the files' names, of how many one runs, and assertions that are meant to fail here.
 */
export async function runSuite(
  database: TestDatabase,
  { folder = '.', wanted = '', oneIn = 1, except = [] }: Choice = {},
) {
  const directory = path.join(testsDirectory, folder)
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.test.sql') && file.includes(wanted))
    .sort()
    .filter((_, place) => place % oneIn === 0)
  const total = { passed: 0, failed: 0 }
  for (const file of files) {
    const verdict = withExceptions(await runFile(database, path.join(directory, file)), except)
    print(file, verdict)
    total.passed += verdict.passed
    total.failed += verdict.failures.length
  }
  if (files.length === 0) {
    console.log('No test files.')
    total.failed += 1
  }
  return total
}

/** An assertion that must fail here counts as passed when it does. */
function withExceptions({ passed, failures }: Verdict, except: string[]): Verdict {
  const left = failures.filter((failure) => !except.some((assertion) => failure.includes(assertion)))
  return { passed: passed + failures.length - left.length, failures: left }
}

async function runFile(database: TestDatabase, file: string): Promise<Verdict> {
  await database.exec('begin; set local search_path = public, extensions')
  try {
    const results = await database.exec(readFileSync(file, 'utf8'))
    return readTap(results.flat(2).join('\n'))
  } catch (error) {
    return { passed: 0, failures: [`stopped: ${error instanceof Error ? error.message : error}`] }
  } finally {
    await database.exec('rollback')
  }
}

function print(file: string, { passed, failures }: Verdict) {
  console.log(`${failures.length === 0 ? 'ok    ' : 'not ok'} ${file} (${passed})`)
  for (const failure of failures) console.log(failure.replace(/^/gm, '       '))
}
