import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openDatabase, readMigrations } from './database'
import { readTap, type Verdict } from './tap'

const testsDirectory = path.join(import.meta.dirname, '..', 'tests')

async function prepare() {
  const { driver } = await openDatabase()
  for (const round of ['first', 'second']) {
    for (const { file, sql } of readMigrations()) {
      await driver.exec(sql).catch((error: Error) => {
        throw new Error(`${file}, ${round} run: ${error.message}`)
      })
    }
  }
  await driver.exec(readFileSync(path.join(import.meta.dirname, 'actors.sql'), 'utf8'))
  return driver
}

type Driver = Awaited<ReturnType<typeof prepare>>

async function runFile(driver: Driver, file: string): Promise<Verdict> {
  await driver.exec('begin; set local search_path = public, extensions')
  try {
    const results = await driver.exec(readFileSync(path.join(testsDirectory, file), 'utf8'))
    const output = results.flatMap((result) => result.rows.flatMap((row) => Object.values(row)))
    return readTap(output.join('\n'))
  } catch (error) {
    return { passed: 0, failures: [`stopped: ${error instanceof Error ? error.message : error}`] }
  } finally {
    await driver.exec('rollback')
  }
}

function print(file: string, { passed, failures }: Verdict) {
  console.log(`${failures.length === 0 ? 'ok    ' : 'not ok'} ${file} (${passed})`)
  for (const failure of failures) console.log(failure.replace(/^/gm, '       '))
}

const wanted = process.argv[2] ?? ''
const files = readdirSync(testsDirectory)
  .filter((file) => file.endsWith('.test.sql') && file.includes(wanted))
  .sort()
const driver = await prepare().catch((error: Error) => {
  console.log(`not ok ${error.message}\n0 passed, 1 failed`)
  process.exit(1)
})
let passed = 0
let failed = 0
for (const file of files) {
  const verdict = await runFile(driver, file)
  print(file, verdict)
  passed += verdict.passed
  failed += verdict.failures.length
}
if (files.length === 0) {
  console.log('No test files.')
  failed += 1
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
