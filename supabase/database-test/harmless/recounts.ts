import type { TestDatabase } from '../native-database'
import type { Report } from '../report'

const MISCOUNTED = `select count(*)::integer from (
  (select e.group_id, count(*) from public.error_logs e where e.group_id is not null group by 1 except select g.id, g.events from public.error_group_list g)
  union all (select g.id, g.events from public.error_group_list g except select e.group_id, count(*) from public.error_logs e where e.group_id is not null group by 1)) d`

/** What was not counted is counted from the rows. */
export async function testMended(database: TestDatabase, report: Report, where: string) {
  const noticed = await database.exec(`select private.mend('errors')`)
  const mended = await database.exec(`select private.mend('errors')`)
  const [[[miscounted] = []] = []] = await database.exec(MISCOUNTED)
  const detail = JSON.stringify({ noticed, mended, miscounted })
  report.check(
    `${where}: what was not counted is counted again`,
    mended[0]?.[0]?.[0] === true && Number(miscounted) === 0,
    detail,
  )
}
