import type { TestDatabase } from '../native-database'
import { askAsAdmin, type Check, confirmAdmin, id, one } from './used-database'

/** Lists, filters, facets and weights over rows with the platform's words and words of nobody's. */
export async function testLists(database: TestDatabase, check: Check) {
  await confirmAdmin(database)
  await testCustomers(database, check)
  await testFilters(database, check)
  await testPlans(database, check)
}

const lastDigits = (list: string) =>
  `select string_agg(right(l.user_id::text, 1), '' order by l.user_id) from ${list} l`

async function testCustomers(database: TestDatabase, check: Check) {
  const listed = await askAsAdmin(database, lastDigits('public.list_customer_health()'))
  check('customers are all that are no admins and no sellers', listed === '134578', listed)
  const found = await askAsAdmin(
    database,
    `select string_agg(distinct label, ',') from public.find_anything('Business') where kind = 'customer'`,
  )
  const wanted = [1, 3, 4, 5, 7, 8].map((n) => `Business ${n}`).join()
  check('so they are when they are searched for', found === wanted, found)
}

async function testFilters(database: TestDatabase, check: Check) {
  const find = async () => [
    await askAsAdmin(
      database,
      lastDigits(`public.list_customer_health('{"industry": ["hvac", "plumbing"]}')`),
    ),
    await askAsAdmin(database, lastDigits(`public.list_agents('{"status": ["active"]}')`)),
    await askAsAdmin(database, lastDigits(`public.list_agents('{"status": ["active", "disabled"]}')`)),
    await askAsAdmin(
      database,
      `select string_agg(value || ' ' || matches, ', ' order by value) from public.list_facets('agents') where facet = 'status'`,
    ),
  ]
  const wanted = '17|1|12|active 1, disabled 1'
  const before = (await find()).join('|')
  check('filters find words however they are written', before === wanted, before)
  await database.exec(
    'create index industry_of_theirs on public.profiles (industry); create index status_of_theirs on public.agents (status)',
  )
  const after = (await find()).join('|')
  check('and the same rows through indexes of the platform', after === wanted, after)
  const plan =
    await database.exec(`begin; set local enable_seqscan = off; explain select from private.profiles t
    where ${await one(database, `select private.word_condition('industry', 't.industry', 't.raw_industry', '{hvac}')`)}; rollback`)
  check(
    'which serve the condition',
    plan.flat(2).join('\n').includes('industry_of_theirs'),
    plan.flat(2).join('\n'),
  )
}

async function testPlans(database: TestDatabase, check: Check) {
  const usage = await askAsAdmin(
    database,
    `select string_agg(right(user_id::text, 1) || coalesce(tier, '?'), ' ' order by user_id) from public.list_usage()`,
  )
  const wanted = '1elite 2pro 3scale 4starter 2025 5? 6trial 7? 8?'
  check('usage names the plan that every other page names', usage === wanted, usage)
  const counted = await askAsAdmin(
    database,
    `select string_agg(value || ' ' || matches, ', ' order by value) from public.list_facets('usage') where facet = 'tier'`,
  )
  check(
    'unknown plans are counted',
    counted === 'elite 1, pro 1, scale 1, starter 2025 1, trial 1, unknown 3',
    counted,
  )
  const unknown = await askAsAdmin(
    database,
    lastDigits(`public.list_usage('{"tier": ["unknown", "trial"]}')`),
  )
  check('and found', unknown === '5678', unknown)
  await database.exec(`insert into public.error_logs (error_type, error_message, user_id, created_at)
    select 'PlanError', 'It failed', ('${id(0).slice(0, -1)}' || n)::uuid, now() from unnest('{1,4,5}'::integer[]) n;
    insert into public.ops_alerts (alert_type, severity, title, message, metadata, created_at)
    values ('plan', 'critical', 'T', 'M', '{"user_id": "${id(4)}"}', now())`)
  const impact = await askAsAdmin(
    database,
    `select concat_ws(' ', impact, unpriced, plans) from public.list_error_groups('{"type": ["PlanError"]}')`,
  )
  check(
    'plans of unknown price add nothing and are counted',
    impact === '497 2 {elite,"starter 2025"}',
    impact,
  )
  const attention = await askAsAdmin(
    database,
    `select concat_ws(' ', tier, impact, unpriced) from public.needs_attention(50) where label like '%plan%' and kind = 'alert'`,
  )
  check('and so where attention is needed', attention === 'starter 2025 0 1', attention)
}
