import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { openMigratedDatabase } from './database'
import { withDatabaseUrl } from './wire'

type Finding = { name: string; level: string; detail: string; cacheKey: string }

const exceptions: { matches: RegExp; because: string }[] = [
  { matches: /^unused_index_/, because: 'the database is empty, so nothing has used an index yet' },
  {
    matches: /^rls_enabled_no_policy_private_/,
    because: 'the schema is exposed to nobody; functions of the database read its tables',
  },
  {
    matches: /^multiple_permissive_policies_public_\w+_authenticated_SELECT/,
    because:
      'the contract names users_own_data; admins read through a policy of their own, which costs one look-up a query',
  },
  {
    matches: /^function_search_path_mutable_private_(backfill|run_backfill_task|fill_counts|regroup_errors)/,
    because: 'a procedure that commits cannot have a setting of its own; it names every schema',
  },
  {
    matches: /^function_search_path_mutable_private_(error_fingerprint|error_text_hash|hour_of|latency_slot)/,
    because:
      'setting it would cost every row that is written or counted; they say the schema of every name, or need none',
  },
  {
    matches:
      /^no_primary_key_(public_error_group_deltas|private_(latency_deltas|event_notes|dirty_hours|stale_customers|late_errors))/,
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
