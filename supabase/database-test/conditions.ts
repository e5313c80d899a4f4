import type { TestDatabase } from './native-database'
import type { Report } from './report'
import { changesWithoutWhere } from './where-clauses'

/** Functions that may change rows without a condition, each with its reason. None today. */
const excepted: Record<string, string> = {}

/**
 * Hosted projects load safeupdate, which refuses updates and deletes without a condition inside functions too. No server of
 * the tests has it, so the bodies are read: those of the files, and those that the database puts together.
 */
export async function testConditions(database: TestDatabase, report: Report, where: string) {
  const rows = (
    await database.exec(`select p.oid::regprocedure, pg_get_functiondef(p.oid) from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  ).at(-1)
  const found = (rows ?? []).flatMap(([name, body]) =>
    changesWithoutWhere(String(body)).map((change) => [String(name), change] as const),
  )
  const open = found.filter(([name]) => !(name in excepted))
  report.check(
    `${where}: none of ${rows?.length} functions changes rows without a condition`,
    open.length === 0 && (rows?.length ?? 0) > 100,
    open.map(([name, change]) => `${name}: ${change}`).join('\n'),
  )
}
