import type { TestDatabase } from '../native-database'
import type { Report } from '../report'
import { OURS, TABLES } from './tables'

/** A key of ours would make the platform wait for us. */
export async function testKeys(database: TestDatabase, report: Report, where: string) {
  const [rows = []] =
    await database.exec(`select k.conrelid::regclass || ' → ' || k.confrelid::regclass from pg_constraint k
    where k.contype = 'f' and (k.conrelid in (select t::regclass from (${OURS}) o (t)) and k.confrelid = 'auth.users'::regclass
      or k.confrelid = any ('{${TABLES.map((table) => `public.${table}`).join(',')}}'::regclass[]))`)
  report.check(`${where}: no foreign key of ours leads to the platform`, rows.length === 0, rows.join('\n'))
}
