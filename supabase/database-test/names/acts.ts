import type { TestDatabase } from '../native-database'
import { testBooleans } from './undoing'
import { admin, askAsAdmin, type Check, confirmAdmin, id, one } from './used-database'

/** What admins do through our functions, as an admin of the platform would have done it. */
export async function testAdminActs(database: TestDatabase, check: Check) {
  await confirmAdmin(database)
  await testStops(database, check)
  await testCredit(database, check)
  await testQueues(database, check)
  await testBooleans(database, check)
  await testAssignees(database, check)
}

async function testStops(database: TestDatabase, check: Check) {
  const stop = (customer: number, active: boolean) =>
    askAsAdmin(
      database,
      `select outcome from public.set_hard_stop('${id(customer)}', ${active}, 'They asked')`,
    )
  const state = (customer: number) =>
    one(
      database,
      `select concat_ws(' ', hard_stop_active, force_pause, force_resume, limit_state) from public.usage_limits where user_id = '${id(customer)}'`,
    )
  for (const [customer, what] of [
    [4, 'in force_pause'],
    [3, 'in its limit state'],
  ] as const) {
    const outcome = [await stop(customer, false), await state(customer), await stop(customer, false)].join()
    check(`a pause that stands ${what} only is lifted, once`, outcome === 'done,f f t ok,already', outcome)
  }
  const stopped = [await stop(1, true), await state(1)].join()
  check('a hard stop pauses for the platform', stopped === 'done,t t f paused', stopped)
  const audited = await one(
    database,
    `select string_agg(action || ' ' || right(entity_id, 1), ', ' order by created_at) from public.audit_trail
     where action like 'usage.hard_stop%' and actor_id = '${admin}' and metadata ->> 'reason' = 'They asked'`,
  )
  const wanted = 'usage.hard_stop_lifted 4, usage.hard_stop_lifted 3, usage.hard_stop_set 1'
  check('stops are audited, wherever the pause stood', audited === wanted, audited)
}

async function testCredit(database: TestDatabase, check: Check) {
  await database.exec(`begin; set local session_replication_role = replica;
    update public.usage_limits set call_credit = null, call_credit_seconds = 200, sms_credit = null where user_id = '${id(1)}'; commit`)
  const credit = () =>
    one(
      database,
      `select concat_ws(' ', call_credit_seconds, call_credit, sms_credit) from public.usage_limits where user_id = '${id(1)}'`,
    )
  await askAsAdmin(
    database,
    `select * from public.grant_credit('${id(1)}', 'call', 600, 'An outage', '${id(900)}')`,
  )
  const granted = await credit()
  check(
    'credit is added to what the platform has written, and touches no other',
    granted === '800 800',
    granted,
  )
  await askAsAdmin(database, `select * from public.revoke_credit('${id(900)}')`)
  const revoked = await credit()
  check('and taken back from it', revoked === '200 200', revoked)
}

async function testQueues(database: TestDatabase, check: Check) {
  const acts: [statement: string, state: string, wanted: string][] = [
    [
      `resolve_errors('{${id(2)}}', 'Mended')`,
      `select concat_ws(' ', resolved, resolved_by = '${admin}') from public.error_logs where id = '${id(2)}'`,
      't t',
    ],
    [
      `reopen_errors('{${id(2)}}')`,
      `select resolved::text from public.error_logs where id = '${id(2)}'`,
      'false',
    ],
    [
      `acknowledge_ops_alerts('{${id(1)}}')`,
      `select concat_ws(' ', acknowledged, acknowledged_by = '${admin}') from public.ops_alerts where id = '${id(1)}'`,
      't t',
    ],
    [
      `unacknowledge_ops_alerts('{${id(1)}}')`,
      `select acknowledged::text from public.ops_alerts where id = '${id(1)}'`,
      'false',
    ],
    [
      `close_ops_alerts('{${id(1)}}')`,
      `select concat_ws(' ', acknowledged, resolved, resolved_at is not null) from public.ops_alerts where id = '${id(1)}'`,
      't t t',
    ],
    [
      `reopen_ops_alerts('{${id(1)}}')`,
      `select concat_ws(' ', acknowledged, resolved) from public.ops_alerts where id = '${id(1)}'`,
      'f f',
    ],
    [
      `resolve_churn_alerts('{${id(1)}}', 'Called')`,
      `select concat_ws(' ', resolved, acknowledged, acknowledged_by = '${admin}') from public.churn_alerts where id = '${id(1)}'`,
      't t t',
    ],
  ]
  const wrong: string[] = []
  for (const [act, state, wanted] of acts) {
    const outcome = await askAsAdmin(database, `select outcome from public.${act}`)
    const found = await one(database, state)
    if (outcome !== 'done' || found !== wanted) wrong.push(`${act}: ${outcome}, ${found}`)
  }
  check(`${acts.length} acts on queues are read by the platform`, wrong.length === 0, wrong.join('\n'))
  const audited = await one(
    database,
    `select count(distinct action) from public.audit_trail where actor_id = '${admin}' and entity in ('error_logs', 'ops_alerts', 'churn_alerts')`,
  )
  check('each of them leaves an audit row', audited === String(acts.length), audited)
}

async function testAssignees(database: TestDatabase, check: Check) {
  await database.exec(
    `begin; set local session_replication_role = replica; update public.profiles set role = 'admin' where user_id = '${id(7)}'; commit`,
  )
  const assign = [
    `assign_ops_alerts('{${id(2)}}'`,
    `assign_churn_alerts('{${id(2)}}'`,
    `assign_customers('{${id(8)}}'`,
  ]
  const outcomes: string[] = []
  for (const assignee of [7, 6])
    for (const act of assign)
      outcomes.push(await askAsAdmin(database, `select outcome from public.${act}, '${id(assignee)}')`))
  const refused = 'assignee must be an admin'
  check(
    'things go to confirmed admins only, and customers may have any role but admin and seller',
    outcomes.join() === [refused, refused, refused, 'done', 'done', 'done'].join(),
    outcomes.join(),
  )
  const listed = await askAsAdmin(database, `select string_agg(email, ',') from public.list_admins()`)
  check(
    'only confirmed admins are listed, by the address they sign in with',
    listed === 'account-6@kryonex.test',
    listed,
  )
}
