import type { PGlite } from '@electric-sql/pglite'
import { readMigrations } from './database'

type Column = {
  name: string
  type: string
  nullable: boolean
  default: string | null
  comment: string | null
}
type Policy = { name: string; command: string; roles: string; using: string | null; check: string | null }
type Relation = {
  name: string
  comment: string | null
  columns: Column[]
  keys: string[]
  is_secured: boolean
  policies: Policy[]
}
type Routine = { signature: string; result: string; comment: string | null; roles: string }

const columns = `(
  select json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', not a.attnotnull,
    'default', pg_get_expr(d.adbin, d.adrelid), 'comment', col_description(c.oid, a.attnum)
  ) order by a.attnum)
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
)`

const relationsQuery = `
select c.relname as name, obj_description(c.oid, 'pg_class') as comment, ${columns} as columns, c.relrowsecurity as is_secured,
  (select coalesce(json_agg(pg_get_constraintdef(k.oid) order by array_position('{p,u,f,c}', k.contype::text), k.conname), '[]')
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c')) as keys,
  (select coalesce(json_agg(json_build_object(
      'name', p.polname, 'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
      'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      'roles', (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ' order by 1) from unnest(p.polroles) r)
    ) order by array_position('{r,a,w,d,*}', p.polcmd::text), p.polname), '[]')
    from pg_policy p where p.polrelid = c.oid) as policies
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = any ($1)
order by c.relname`

const routinesQuery = `
select format('%s(%s)', p.proname, pg_get_function_arguments(p.oid)) as signature, pg_get_function_result(p.oid) as result,
  obj_description(p.oid, 'pg_proc') as comment,
  concat_ws(', ', case when has_function_privilege('anon', p.oid, 'execute') then 'anon' end,
    case when has_function_privilege('authenticated', p.oid, 'execute') then 'authenticated' end) as roles
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype
  and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))
order by p.proname, signature`

/**
 * Describes what a migrated database offers: tables, views, and the functions that an API user may call.
 * @param driver the database, with every migration applied.
 * @returns the description, in Markdown.
 */
export async function describeDatabase(driver: PGlite): Promise<string> {
  const relations = async (kinds: string[]) => (await driver.query<Relation>(relationsQuery, [kinds])).rows
  const tables = await relations(['r', 'p'])
  const files = creatingFiles()
  const homeless = tables.filter(({ name }) => !files.has(name))
  if (homeless.length > 0) throw new Error(`No file creates ${homeless.map(({ name }) => name).join(', ')}.`)
  const sections = [...new Set(files.values())].map((file) => {
    const own = tables.filter(({ name }) => files.get(name) === file)
    return `### Tables of \`${file}\`\n\n${own.map(describeTable).join('\n\n')}`
  })
  const views = await relations(['v'])
  const { rows: routines } = await driver.query<Routine>(routinesQuery)
  return [
    `${tables.length} tables, ${views.length} views, ${routines.length} functions.`,
    ...sections,
    `### Views\n\nEach shows its rows to admins and the service role; \`tracking\` follows the policies of its tables.\n\n${views.map(describeView).join('\n')}`,
    `### Functions that an API user may call\n\n${routines.map(describeRoutine).join('\n\n')}`,
  ].join('\n\n')
}

/** Which file creates each table, in the order of the files. */
function creatingFiles(): Map<string, string> {
  return new Map(
    readMigrations().flatMap(({ file, sql }) =>
      [...sql.matchAll(/^\s*create table (?:if not exists )?public\.(\w+)/gm)].map(
        ([, table]) => [String(table), file.replace(/^\d+_/, '')] as const,
      ),
    ),
  )
}

const line = (text: string | null) => (text ?? '').replace(/\s+/g, ' ')
const cell = (text: string | null) => line(text).replaceAll('|', '\\|')
const code = (text: string | null) => (text ? `\`${cell(text)}\`` : '')

function describeTable({ name, comment, columns, keys, is_secured, policies }: Relation): string {
  const rows = columns.map(
    (column) =>
      `| ${column.name} | ${column.type} | ${column.nullable ? 'yes' : 'no'} | ${code(column.default)} | ${cell(column.comment)} |`,
  )
  return [
    `#### ${name}\n\n${line(comment)}\n`,
    '| column | type | null | default | |\n|---|---|---|---|---|',
    ...rows,
    `\nKeys: ${keys.map((key) => `\`${line(key)}\``).join(' · ') || 'none'}\n`,
    is_secured ? policies.map(describePolicy).join('\n') : '**Row level security is off.**',
  ].join('\n')
}

function describePolicy({ name, command, roles, using, check }: Policy): string {
  const conditions = [using && `where \`${line(using)}\``, check && `if the new row has \`${line(check)}\``]
  return `- \`${name}\`: ${command}, to ${roles}, ${conditions.filter(Boolean).join(', ')}`
}

const describeView = ({ name, comment, columns }: Relation) =>
  `- **${name}**: ${line(comment)} Columns: ${columns.map((column) => column.name).join(', ')}.`

const describeRoutine = ({ signature, result, comment, roles }: Routine) =>
  `**\`${line(signature)}\`** returns \`${line(result)}\` (${roles})  \n${line(comment)}`
