import { compareCatalogs, readCatalog } from './catalog'
import { documentedColumns } from './contract-columns'
import { type Check, type Column, one, refusal, runAll, undone } from './contract-files'
import type { TestDatabase } from './native-database'

/** The sets of values that the contract gives without "etc.". */
const valueSets: Record<string, string[]> = {
  'profiles.role': ['user', 'admin'],
  'profiles.tier': ['core', 'pro', 'elite', 'scale'],
  'profiles.industry': ['hvac', 'plumbing', 'electrical'],
  'agents.status': ['active', 'pending', 'disabled'],
  'leads.sentiment': ['positive', 'neutral', 'negative'],
  'messages.direction': ['inbound', 'outbound'],
  'appointments.status': ['scheduled', 'completed', 'cancelled'],
  'usage_limits.limit_state': ['under', 'soft', 'hard'],
  'ops_alerts.severity': ['info', 'warning', 'critical'],
  'customer_health_scores.grade': ['A', 'B', 'C', 'D', 'F'],
  'customer_health_scores.risk_level': ['low', 'medium', 'high', 'critical'],
  'reconciliation_runs.run_type': ['nightly', 'manual'],
  'reconciliation_runs.status': ['running', 'completed', 'failed'],
  'usage_calls.direction': ['inbound', 'outbound'],
  'usage_sms.direction': ['inbound', 'outbound'],
}

/** The contract's common queries, as it writes them but for the user's id. */
const commonQueries: Record<string, string> = {
  "Check User's Usage": `SELECT tier, call_used_seconds, call_cap_seconds, call_credit, sms_used, sms_cap, sms_credit, limit_state
    FROM usage_limits WHERE user_id = '00000000-0000-0000-0000-000000000000'`,
  'Find Agent by Phone': `SELECT * FROM agents WHERE phone_number = '+14155551234'`,
  'Check Webhook Queue': `SELECT id, event_type, phone_number, processed_at, error_message, attempts
    FROM webhook_queue WHERE processed_at IS NULL ORDER BY received_at DESC LIMIT 50`,
  'View Recent Errors': `SELECT error_type, endpoint, message, created_at, resolved_at
    FROM error_logs WHERE resolved_at IS NULL ORDER BY created_at DESC LIMIT 20`,
  'Customer Health Distribution': `SELECT grade, COUNT(*) as count FROM customer_health_scores GROUP BY grade ORDER BY grade`,
  'Reconciliation Status': `SELECT run_type, status, records_checked, discrepancies_found, started_at, completed_at
    FROM reconciliation_runs ORDER BY started_at DESC LIMIT 10`,
}

/** A new database has what the contract documents. */
export async function testFresh(database: TestDatabase, check: Check, columns: Column[]) {
  await undone(database, async () => {
    await runAll(database)
    const wrong = Object.entries(documentedColumns).flatMap(([relation, wanted]) =>
      Object.entries(wanted)
        .filter(
          ([name, type]) => columns.find((c) => c.relation === relation && c.name === name)?.type !== type,
        )
        .map(([name, type]) => `${relation}.${name} ${type}`),
    )
    const count = Object.values(documentedColumns).flatMap(Object.keys).length
    check(
      `a new database has the ${count} documented columns and their types`,
      wrong.length === 0 && count === 143,
      wrong.join('\n'),
    )
    const unrecorded = await one(
      database,
      `select coalesce(string_agg(relname, ', '), '') from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and (not c.relrowsecurity or not exists (select from private.created_tables t where t.relation = c.relname)
           or has_table_privilege('anon', c.oid, 'select,insert,update,delete'))`,
    )
    check('each new table is recorded, closed and under row level security', unrecorded === '', unrecorded)
    const before = await readCatalog(database)
    await runAll(database)
    const difference = compareCatalogs(before, await readCatalog(database))
    check('every file twice changes nothing on a new database', difference === '', difference)
    await testConstraints(database, check)
    for (const [question, query] of Object.entries(commonQueries)) {
      const failure = await refusal(database, query)
      check(`${question}, as documented`, failure === '', failure)
    }
  })
}

/** What the contract names: keys, sets of values, uniqueness. */
async function testConstraints(database: TestDatabase, check: Check) {
  const has = async (relation: string, definition: string, name = '%') =>
    (await one(
      database,
      `select count(*) from pg_constraint where conrelid = 'public.${relation}'::regclass and conname like '${name}'
       and pg_get_constraintdef(oid) = $d$${definition}$d$`,
    )) === '1'
  const keys: [string, string, string?][] = [
    ['agents', 'UNIQUE (user_id)', 'agents_user_id_key'],
    ['agents', 'UNIQUE (phone_number)', 'agents_phone_number_key'],
    ['customer_health_scores', 'UNIQUE (user_id)'],
    ['active_sessions', 'UNIQUE (token_hash)'],
    ['webhook_queue', 'UNIQUE (idempotency_key)'],
    ['profiles', 'PRIMARY KEY (user_id)'],
    ['profiles', 'FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE'],
    ['usage_limits', 'PRIMARY KEY (user_id)'],
    ['customer_health_scores', 'CHECK (((score >= 0) AND (score <= 100)))'],
  ]
  for (const table of Object.keys(documentedColumns)) {
    if (table !== 'profiles' && table !== 'usage_limits') keys.push([table, 'PRIMARY KEY (id)'])
  }
  for (const [relation, definition, name] of keys)
    check(`${relation}: ${name ?? definition}`, await has(relation, definition, name))
  for (const [column, values] of Object.entries(valueSets)) {
    const [relation = '', name = ''] = column.split('.')
    const list = values.map((value) => `'${value}'::text`).join(', ')
    check(`${column}: ${values.join(', ')}`, await has(relation, `CHECK ((${name} = ANY (ARRAY[${list}])))`))
  }
}
