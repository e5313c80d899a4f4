import type { TestDatabase } from './native-database'
import type { Report } from './report'

const ERRORS = 2500

/** Errors in two groups of older rules, whose ids end in a variant of their own. */
const OF_OLDER_RULES = `
  insert into public.error_logs (error_type, message)
  select 'regrouped', 'HTTP ' || case when n % 3 = 0 then 401 else 503 end || ' from tenant ' || n from generate_series(1, ${ERRORS}) n;
  set session_replication_role = replica;
  update public.error_logs set group_id = case when message like 'HTTP 401%' then '00000000-0000-3000-8000-00000000000a'::uuid else '00000000-0000-3000-8000-00000000000b' end
  where error_type = 'regrouped';
  set session_replication_role = origin;
  select private.recount_error_groups()`

const OUTCOME = `
  select count(*) filter (where e.group_id = private.error_group_id(e.error_type, e.message, null)), count(distinct e.group_id),
    (select sum(l.events) from public.error_group_list l where l.error_type = 'regrouped'),
    private.error_group_now('00000000-0000-3000-8000-00000000000b') = private.error_group_id('regrouped', 'HTTP 503 from tenant 1', null)
  from public.error_logs e where e.error_type = 'regrouped'`

/** All groups of older rules are divided by one call that commits as it goes; called again it touches no row. */
export async function testRegrouping(database: TestDatabase, report: Report, where: string) {
  await database.exec(OF_OLDER_RULES)
  await database.exec('call private.regroup_errors(700)')
  const outcome = String((await database.exec(OUTCOME)).flat(2))
  const expected = `${ERRORS},2,${ERRORS},true`
  report.check(`${where}: groups of older rules are divided in batches`, outcome === expected, outcome)
  const versions = `select md5(string_agg(xmin::text, ',' order by id)) from public.error_logs`
  const before = String(await database.exec(versions))
  await database.exec('call private.regroup_errors(700)')
  report.check(`${where}: called again, it touches no row`, before === String(await database.exec(versions)))
  await database.exec(`delete from public.error_logs where error_type = 'regrouped'`)
}
