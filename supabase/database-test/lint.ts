import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { prepareTemplate, type TestDatabase, withCopy } from './native-database'
import { startNativeServer } from './native-server'
import type { Report } from './report'
import { applyMigrations } from './suite'

type Issue = { level: string; message: string; statement?: { lineNumber: string } }
type Finding = { function: string; issues: Issue[] }

const exceptions: { matches: RegExp; because: string }[] = [
  {
    matches: /OUT variable "\w+" is maybe unmodified/,
    because: 'the function returns the rows of a query it puts together, which the linter does not follow',
  },
  {
    matches: /record "(old|new|webhook)" is not assigned yet/,
    because: 'the argument is a row of whichever table called, and the linter has no row',
  },
  {
    matches: /private\.judge_index .*schema "pg_temp" does not exist/,
    because: 'the schema of temporary tables comes with the first of them',
  },
]

/**
 * Runs the official linter of functions over a fresh database, on the first server that has what it needs.
 * @param servers the programs of the servers that there are.
 */
export async function testLint(servers: string[], report: Report) {
  const programs = servers.find(hasPlpgsqlCheck)
  if (programs === undefined) {
    console.log('skipped, no server with plpgsql_check: supabase db lint')
    return
  }
  const server = await startNativeServer(programs)
  try {
    await prepareTemplate(server)
    await withCopy(server, (database, url) =>
      lintDatabase(database, url, report, `Postgres ${server.version}`),
    )
  } finally {
    await server.stop()
  }
}

async function lintDatabase(database: TestDatabase, url: string, report: Report, where: string) {
  await applyMigrations(database)
  const lines = (await lint(url)).flatMap(describe)
  const open = lines.filter((line) => !exceptions.some(({ matches }) => matches.test(line)))
  report.check(`${where}: supabase db lint`, open.length === 0, open.join('\n'))
  for (const { matches, because } of exceptions) {
    const count = lines.filter((line) => matches.test(line)).length
    console.log(`excepted ${count} × ${matches.source}: ${because}`)
  }
}

/** Whether an installed server has the extension that the linter needs; as root on Debian it is installed. */
function hasPlpgsqlCheck(programs: string) {
  const version = programs.match(/^\/usr\/lib\/postgresql\/(\d+)\//)?.[1]
  if (!version) return false
  const control = `/usr/share/postgresql/${version}/extension/plpgsql_check.control`
  if (!existsSync(control) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const install = ['install', '-y', '-qq', '--no-install-recommends', `postgresql-${version}-plpgsql-check`]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', install, { env, stdio: 'ignore' })
  }
  return existsSync(control)
}

async function lint(url: string) {
  const command = ['supabase', 'db', 'lint', '--schema=public,private', '--level=warning', '--fail-on=none']
  const { stdout } = await promisify(execFile)(
    'npx',
    ['--no-install', ...command, '--output-format=json', `--remote=${url}`],
    { cwd: path.join(import.meta.dirname, '..', '..'), maxBuffer: 2 ** 25 },
  )
  return (JSON.parse(stdout) as { results: Finding[] }).results
}

function describe({ function: name, issues }: Finding) {
  return issues.map(
    ({ level, message, statement }) =>
      `${level} ${name}${statement ? ` line ${statement.lineNumber}` : ''}: ${message}`,
  )
}
