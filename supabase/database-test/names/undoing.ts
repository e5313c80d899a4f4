import type { TestDatabase } from '../native-database'
import { admin, askAsAdmin, type Check, id, one } from './used-database'

/** What the platform said with its boolean alone, and the act that undoes it. */
const undone: [table: string, set: string, act: string, state: string, actions: string][] = [
  ['error_logs', 'resolved = true', 'reopen_errors', 'resolved', 'error.reopened'],
  ['churn_alerts', 'resolved = true', 'reopen_churn_alerts', 'resolved', 'churn.reopened'],
  ['ops_alerts', 'acknowledged = true', 'unacknowledge_ops_alerts', 'acknowledged', 'alert.unacknowledged'],
  [
    'ops_alerts',
    'resolved = true',
    'reopen_ops_alerts',
    'acknowledged or resolved',
    'alert.reopened, alert.unacknowledged',
  ],
]

/** An act also undoes what no stamp says. */
export async function testBooleans(database: TestDatabase, check: Check) {
  await database.exec(`insert into public.error_logs (id, error_type, error_message) values ('${id(910)}', 'E', 'Said');
    insert into public.ops_alerts (id, alert_type, severity, title, message) values ('${id(910)}', 'x', 'info', 'T', 'M');
    insert into public.churn_alerts (id, alert_type, title) values ('${id(910)}', 'inactivity', 'T')`)
  for (const [table, set, act, state, actions] of undone) {
    await database.exec(`update public.${table} set ${set} where id = '${id(910)}'`)
    const outcome = await askAsAdmin(database, `select outcome from public.${act}('{${id(910)}}')`)
    const found = await one(database, `select (${state})::text from public.${table} where id = '${id(910)}'`)
    const audited = await one(
      database,
      `select string_agg(action, ', ' order by action) from public.audit_trail
       where entity = '${table}' and entity_id = '${id(910)}' and actor_id = '${admin}' and created_at =
         (select max(created_at) from public.audit_trail where entity = '${table}' and entity_id = '${id(910)}')`,
    )
    check(
      `${act} undoes ${set} of the platform, audited once`,
      `${outcome} ${found} ${audited}` === `done false ${actions}`,
      `${outcome} ${found} ${audited}`,
    )
  }
}
