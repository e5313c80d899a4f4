import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { openMigratedDatabase } from './database'
import { withDatabaseUrl } from './wire'

type Finding = { name: string; level: string; detail: string; cacheKey: string }

const exceptions: { matches: RegExp; because: string }[] = [
  { matches: /^unused_index_/, because: 'the database is empty, so nothing has used an index yet' },
  {
    matches:
      /^rls_enabled_no_policy_private_(sign_in|adoption|bulk_action|credit_grants|latency|requeues|copied_audit_rows|settled|unsettled|unpaired)/,
    because: 'only the database itself reads them; nobody else may',
  },
  {
    matches: /^function_search_path_mutable_private_(adopt_existing_rows|group_existing_errors)/,
    because: 'a procedure that commits cannot have a setting of its own; it names every schema',
  },
  {
    matches: /^function_search_path_mutable_private_(error_fingerprint|group_error|count_new_error)/,
    because:
      'setting it would cost every error that is written; they act with the rights of whoever writes it, or say the schema of every name',
  },
  {
    matches: /^no_primary_key_(public_error_group_changes|private_latency_changes|private_unsettled_hours)/,
    because: 'a log that is only appended to and drained; a key would cost every insert',
  },
]

async function ask(url: string) {
  const command = ['supabase', 'db', 'advisors', '--type=all', '--level=info', '--fail-on=none']
  const { stdout } = await promisify(execFile)(
    'npx',
    ['--no-install', ...command, '--output-format=json', `--remote=${url}`],
    { cwd: path.join(import.meta.dirname, '..', '..'), maxBuffer: 2 ** 25 },
  )
  return (JSON.parse(stdout) as { results: Finding[] }).results
}

const { driver } = await openMigratedDatabase()
// Without the setting the advisors take no schema for exposed and find next to nothing.
await driver.exec("set pgrst.db_schemas = 'public'")
const findings = await withDatabaseUrl(driver, ask)
const open = findings.filter(({ cacheKey }) => !exceptions.some(({ matches }) => matches.test(cacheKey)))

for (const { level, name, detail } of open) console.log(`not ok ${level} ${name}: ${detail}`)
for (const { matches, because } of exceptions) {
  const count = findings.filter(({ cacheKey }) => matches.test(cacheKey)).length
  console.log(`excepted ${count} × ${matches.source}: ${because}`)
}
console.log(open.length === 0 ? '1 passed, 0 failed' : `0 passed, ${open.length} failed`)
process.exit(open.length === 0 ? 0 : 1)
