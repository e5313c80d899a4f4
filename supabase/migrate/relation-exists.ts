import { literal, type Session } from './session'

/** Whether a table or view exists and can be read, by its name with its schema. */
export async function relationExists(session: Session, name: string): Promise<boolean> {
  const [schema = '', relation = ''] = name.split('.')
  const [row] = await session.run(`
    select coalesce(bool_or(case when has_schema_privilege(n.oid, 'usage') then has_table_privilege(c.oid, 'select') end), false) as found
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${literal(schema)} and c.relname = ${literal(relation)}`)
  return row?.found === true
}
