import type { TestDatabase } from '../native-database'
import type { Report } from '../report'
import { changesWithoutWhere } from '../where-clauses'
import { OURS, TABLES } from './tables'

/** A server may refuse changes without a condition. */
export async function testConditions(database: TestDatabase, report: Report, where: string) {
  const [rows = []] = await database.exec(`select pg_get_functiondef(p.oid) from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  const found = rows.flatMap(([body]) => changesWithoutWhere(String(body)))
  report.check(
    `${where}: no function of ours changes rows without a condition`,
    found.length === 0 && rows.length > 100,
    found.join('\n'),
  )
}

/** A key of ours would make the platform wait for us. */
export async function testKeys(database: TestDatabase, report: Report, where: string) {
  const [rows = []] =
    await database.exec(`select k.conrelid::regclass || ' → ' || k.confrelid::regclass from pg_constraint k
    where k.contype = 'f' and (k.conrelid in (select t::regclass from (${OURS}) o (t)) and k.confrelid = 'auth.users'::regclass
      or k.confrelid = any ('{${TABLES.map((table) => `public.${table}`).join(',')}}'::regclass[]))`)
  report.check(`${where}: no foreign key of ours leads to the platform`, rows.length === 0, rows.join('\n'))
}
