import type { TestDatabase } from '../native-database'
import { type Check, id, one } from './used-database'

/** Groups whose figures are not those of their rows as lists show them. */
const MISCOUNTED = `
  with shown as materialized (
    select e.group_id, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved
    from private.error_logs e where e.group_id is not null group by 1
  ), counted as materialized (select g.id, g.events, g.unresolved from public.error_group_list g)
  select coalesce(string_agg(d::text, ', '), '') from ((table shown except table counted) union all (table counted except table shown)) d`

const insert = (number: number, resolved: boolean) =>
  `insert into public.error_logs (id, error_type, error_message, user_id, endpoint, resolved)
   values ('${id(number)}', 'Counted', 'It failed ${number} times', '${id(1)}', '/calls', ${resolved})`

/** What the platform does with its boolean alone, and the unresolved errors of the group afterwards. */
const changes: [what: string, sql: string, unresolved: string][] = [
  ['errors that arrive resolved', [1, 2, 3].map((n) => insert(8000 + n, n < 3)).join('; '), '1'],
  ['an error that is resolved', `update public.error_logs set resolved = true where id = '${id(8003)}'`, '0'],
  [
    'an error that is reopened',
    `update public.error_logs set resolved = false where id = '${id(8001)}'`,
    '1',
  ],
  ['a resolved error that is deleted', `delete from public.error_logs where id = '${id(8002)}'`, '1'],
  ['changes that are applied', 'select private.apply_error_group_deltas(4000)', '1'],
  ['a recount', 'select private.recount_error_groups()', '1'],
  ['the back-fill', 'call private.backfill()', '1'],
]

/** A list and the counts over it show one figure, whichever of its names the platform writes. */
export async function testCounts(database: TestDatabase, check: Check) {
  for (const [what, sql, expected] of changes) {
    await database.exec(sql)
    const miscounted = await one(database, MISCOUNTED)
    const unresolved = await one(
      database,
      `select unresolved from public.error_group_list where error_type = 'Counted'`,
    )
    check(
      `groups count as the list shows, after ${what}`,
      miscounted === '' && unresolved === expected,
      `${unresolved} unresolved; ${miscounted}`,
    )
  }
  await testUnfilledRows(database, check)
  await testPlans(database, check)
}

/** A row from before us whose message is not filled, as on a published table. */
async function testUnfilledRows(database: TestDatabase, check: Check) {
  await database.exec(`set session_replication_role = replica; ${insert(8004, false)}; reset session_replication_role;
    update public.error_logs set severity = 'high' where id = '${id(8004)}'`)
  const groups = await one(
    database,
    `select count(distinct group_id) || ' ' || count(group_id) from public.error_logs where error_type = 'Counted'`,
  )
  check(
    'a row whose message is not filled is grouped by the message that the list shows',
    groups === '1 3',
    groups,
  )
}

/** A plan may be written in a column of the platform's own while the documented one stays empty. */
async function testPlans(database: TestDatabase, check: Check) {
  await database.exec(`delete from private.added_columns where relation = 'usage_limits' and name = 'tier';
    call private.define_naming_trigger('usage_limits'); update public.usage_limits set tier = null where user_id = '${id(3)}';
    insert into public.customer_health_scores (user_id, score) values ('${id(3)}', 0);
    select private.refresh_customer_figures()`)
  const value = `select value_at_risk from private.customer_figures where user_id = '${id(3)}'`
  const before = await one(database, value)
  await database.exec(`update public.usage_limits set tier_id = 'core' where user_id = '${id(3)}'`)
  const after = await one(database, value)
  check(
    'a change of the plan under the platform’s name changes the value at risk',
    Number(before) > Number(after) && Number(after) > 0,
    `${before}, then ${after}`,
  )
}
