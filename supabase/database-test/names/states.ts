import type { TestDatabase } from '../native-database'
import { type Check, id, one } from './used-database'

const rows = `
  insert into public.error_logs (id, error_type, error_message, created_at) values ('${id(8100)}', 'Stated', 'It failed', '2026-11-10');
  insert into public.ops_alerts (id, alert_type, severity, title, message, metadata, created_at)
    values ('${id(8100)}', 'error_rate', 'critical', 'Title', 'Message', '{"user_id": "${id(1)}"}', '2026-11-10');
  insert into public.churn_alerts (id, user_id, alert_type, title, created_at) values ('${id(8100)}', '${id(1)}', 'inactivity', 'Title', '2026-11-10');
  insert into public.leads (id, user_id) values ('${id(8100)}', '${id(1)}');`

/** What the platform sets of a row, and the audit rows that say so. */
const changes: [table: string, change: string, actions: string][] = [
  ['error_logs', 'resolved = true', 'error.resolved'],
  ['error_logs', `severity = 'high'`, ''],
  ['error_logs', 'resolved_at = now()', ''],
  ['error_logs', 'resolved = false', ''],
  ['error_logs', 'resolved_at = null', 'error.reopened'],
  ['error_logs', `resolved = true, resolved_at = now(), resolved_by = '${id(6)}'`, 'error.resolved'],
  ['error_logs', 'resolved = null, resolved_at = null', 'error.reopened'],
  ['ops_alerts', 'acknowledged = true', 'alert.acknowledged'],
  ['ops_alerts', `acknowledged_at = now(), acknowledged_by = '${id(6)}'`, ''],
  ['ops_alerts', 'acknowledged = false, acknowledged_at = null', 'alert.unacknowledged'],
  ['ops_alerts', 'resolved = true', 'alert.acknowledged, alert.closed'],
  ['ops_alerts', 'acknowledged = true', ''],
  ['ops_alerts', 'resolved = false', 'alert.reopened'],
  ['churn_alerts', 'resolved = true', 'churn.resolved'],
  ['churn_alerts', 'acknowledged = true, acknowledged_at = now()', ''],
  ['churn_alerts', 'resolved = false', 'churn.reopened'],
  ['leads', 'flagged_for_review = false', ''],
  ['leads', 'flagged_for_review = true, flagged_at = now()', 'lead.flagged'],
  ['leads', 'flagged_for_review = null', 'lead.unflagged'],
]

const audited = (table: string) =>
  `select coalesce(string_agg(action || coalesce(' by ' || actor_id, ''), ', ' order by action), '') from public.audit_trail
   where entity = '${table}' and entity_id = '${id(8100)}' and created_at = now()`

/** A state that changes in a list leaves an audit row of the platform's, whichever column says so. */
export async function testStates(database: TestDatabase, check: Check) {
  await database.exec(rows)
  await testChanges(database, check, 'where its stamps are the platform’s')
  await testPrevious(database, check)
  // As where the platform has booleans only and the stamps are columns that we added.
  await database.exec(`insert into private.added_columns (relation, name)
      values ('error_logs', 'resolved_at'), ('ops_alerts', 'acknowledged_at'), ('churn_alerts', 'resolved_at') on conflict do nothing;
    call private.define_naming_trigger('error_logs'); call private.define_naming_trigger('ops_alerts'); call private.define_naming_trigger('churn_alerts')`)
  for (const [table, stamp] of stamps) {
    const boolean = stamp === 'acknowledged_at' ? 'acknowledged' : 'resolved'
    await database.exec(
      `update public.${table} set ${stamp} = null, ${boolean} = false where id = '${id(8100)}'`,
    )
    const found = await auditedBy(database, table, [`${boolean} = true`, `${boolean} = false`])
    const action = actionsOf[table]?.join(' / ')
    check(`a boolean of ${table} is audited once where we added its stamp`, found === action, found)
  }
  await testFilling(database, check)
}

const stamps = [
  ['error_logs', 'resolved_at'],
  ['ops_alerts', 'acknowledged_at'],
  ['churn_alerts', 'resolved_at'],
] as const

const actionsOf: Record<string, [set: string, cleared: string]> = {
  error_logs: ['error.resolved', 'error.reopened'],
  ops_alerts: ['alert.acknowledged', 'alert.unacknowledged'],
  churn_alerts: ['churn.resolved', 'churn.reopened'],
}

/** The actions in the audit trail after each change of a row. */
async function auditedBy(database: TestDatabase, table: string, sets: string[]) {
  const found: string[] = []
  for (const set of sets) {
    await database.exec(`begin; update public.${table} set ${set} where id = '${id(8100)}'`)
    found.push(await one(database, audited(table)))
    await database.exec('commit')
  }
  return found.join(' / ')
}

async function testChanges(database: TestDatabase, check: Check, where: string) {
  for (const [table, change, actions] of changes) {
    const found = await auditedBy(database, table, [change])
    check(`${where}, ${table} set ${change}: ${actions || 'no audit row'}`, found === actions, found)
  }
}

async function testPrevious(database: TestDatabase, check: Check) {
  const previous = await one(
    database,
    `select metadata -> 'previous' ->> 'resolved_at' || ' ' || user_id from public.audit_trail
     where entity = 'churn_alerts' and entity_id = '${id(8100)}' and action = 'churn.reopened'`,
  )
  check(
    'the audit row keeps the time that the list showed, and the customer',
    previous === `2026-11-10T00:00:00+00:00 ${id(1)}`,
    previous,
  )
}

/** Copying what the platform wrote long ago is no change of state, of credit or of plan. */
async function testFilling(database: TestDatabase, check: Check) {
  await database.exec(`set session_replication_role = replica;
    update public.ops_alerts set acknowledged_at = null, acknowledged = true, resolved = true where id = '${id(3)}';
    update public.error_logs set resolved_at = null, resolved = true where id = '${id(3)}';
    update public.churn_alerts set resolved_at = null, resolved = true where id = '${id(2)}';
    update public.usage_limits set call_credit = null, tier = null, call_credit_seconds = 60, tier_id = 'pro' where user_id = '${id(1)}';
    reset session_replication_role`)
  const before = await one(database, 'select count(*) from public.audit_trail')
  await database.exec('call private.backfill()')
  const filled = await one(
    database,
    `select concat_ws(' ', (select acknowledged_at is not null from public.ops_alerts where id = '${id(3)}'),
      (select resolved_at is not null from public.error_logs where id = '${id(3)}'),
      (select resolved_at is not null from public.churn_alerts where id = '${id(2)}'),
      (select call_credit from public.usage_limits where user_id = '${id(1)}'))`,
  )
  const written = await one(
    database,
    `select coalesce(string_agg(action || ' ' || entity_id, ', '), '') from (select * from public.audit_trail order by created_at desc, id offset 0 limit
      (select count(*) - ${before} from public.audit_trail)) t`,
  )
  check('the back-fill fills what was resolved before us', filled === 't t t 60', filled)
  check('and writes no audit row', written === '', written)
}
