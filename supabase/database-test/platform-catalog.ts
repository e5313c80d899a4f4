import type { TestDatabase } from './native-database'

export type Column = { name: string; type: string; isRequired: boolean; labels: string[] }
export type Table = { name: string; schema: string; columns: Column[]; key: string[] }

const query = (schema: string) => `
  select c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull and not a.atthasdef,
    coalesce((select string_agg(e.enumlabel, '|' order by e.enumsortorder) from pg_enum e where e.enumtypid = a.atttypid), ''),
    coalesce(a.attnum = any (k.conkey), false)
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
  where c.relnamespace = to_regnamespace('${schema}') and c.relkind = 'r'
  order by 1, a.attnum`

/** @returns the tables of a schema as they are now: those of public, read before an install, are the platform's. */
export async function readTables(database: TestDatabase, schema = 'public'): Promise<Table[]> {
  const [rows = []] = await database.exec(query(schema))
  const tables = new Map<string, Table>()
  for (const [relation, name, type, isRequired, labels, isKey] of rows.map((row) => row.map(String))) {
    if (!relation || !name || !type) continue
    const table = tables.get(relation) ?? { name: relation, schema, columns: [], key: [] }
    tables.set(relation, table)
    table.columns.push({
      name,
      type,
      isRequired: isRequired === 'true',
      labels: labels ? labels.split('|') : [],
    })
    if (isKey === 'true') table.key.push(name)
  }
  return [...tables.values()]
}
