import { existingNames, namesOf, type ObjectName } from './names'
import { relationExists } from './relation-exists'
import { literal, type Row, type Session, textArray } from './session'
import { filesOf, type Sources } from './sources'

/** What a server is and what the role may do on it. */
export type ServerFacts = {
  version: string
  version_number: number
  role: string
  database: string
  is_superuser: boolean
  is_read_only: boolean
  may_create_schemas: boolean
  may_create_in_public: boolean
  may_create_roles: boolean
  has_auth: boolean
  may_read_auth: boolean
  missing_roles: string[]
  has_trigrams: boolean
  could_have_trigrams: boolean
  statement_timeout: string
}

const SERVER = `
  select current_setting('server_version') as version, current_setting('server_version_num')::integer as version_number,
    current_user::text as role, current_database()::text as database, current_setting('is_superuser') = 'on' as is_superuser,
    pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as is_read_only,
    has_database_privilege(current_database(), 'create') as may_create_schemas,
    has_schema_privilege('public', 'create') as may_create_in_public,
    (select r.rolcreaterole or r.rolsuper from pg_roles r where r.rolname = current_user) as may_create_roles,
    exists (select from pg_class c where c.relname = 'users' and c.relnamespace = to_regnamespace('auth')) as has_auth,
    case when to_regnamespace('auth') is not null then has_schema_privilege('auth', 'usage') else false end as may_read_auth,
    to_json(array(select r from unnest(array['anon', 'authenticated', 'service_role']) r where to_regrole(r) is null)) as missing_roles,
    exists (select from pg_extension where extname = 'pg_trgm') as has_trigrams,
    exists (select from pg_available_extensions where name = 'pg_trgm') as could_have_trigrams,
    current_setting('statement_timeout') as statement_timeout`

export async function readServer(session: Session): Promise<ServerFacts> {
  const [facts] = await session.run<ServerFacts>(SERVER)
  if (!facts) throw new Error('The server does not say what it is.')
  return facts
}

export type TableFacts = {
  name: string
  owner: string
  is_owned: boolean
  /** The letter that Postgres has for a kind of relation: r for a table, p for a partitioned one, v for a view. */
  kind: string
  bytes: number
  rows: number
  publications: string[]
  triggers: string[]
}

/** How large tables are, whose, and what of others hangs on them. */
export async function readTables(session: Session, tables: string[]): Promise<TableFacts[]> {
  const claimed = (await relationExists(session, 'private.claimed_names'))
    ? `and not exists (select from private.claimed_names n where n.kind = 'trigger' and n.name = format('public.%s.%s', c.relname, t.tgname))`
    : ''
  return session.run<TableFacts>(`
    select c.relname as name, c.relowner::regrole::text as owner, pg_has_role(c.relowner, 'usage') as is_owned, c.relkind::text as kind,
      pg_total_relation_size(c.oid)::float8 as bytes, greatest(c.reltuples, 0)::float8 as rows,
      to_json(array(select p.pubname::text from pg_publication_tables p where p.schemaname = 'public' and p.tablename = c.relname)) as publications,
      to_json(array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal ${claimed} order by 1)) as triggers
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any (${textArray(tables)}::name[])
    order by c.relname`)
}

/** Objects that carry a name of ours and are not ours. */
export async function readForeign(session: Session, sources: Sources): Promise<ObjectName[]> {
  const names = namesOf(sources)
  if (names.length === 0) return []
  const existing = await session.run<ObjectName>(existingNames(names))
  const ours = await readNames(
    session,
    'private.claimed_names',
    `select kind || ' ' || name as name from private.claimed_names`,
  )
  const created = await readNames(
    session,
    'private.created_tables',
    `select 'table public.' || relation as name from private.created_tables`,
  )
  // The tables of installation are made before any name can be claimed.
  const isInstallation = ({ kind, name }: ObjectName) =>
    kind === 'table' && ours !== undefined && name.startsWith('private.')
  return existing.filter((object) => {
    const key = `${object.kind} ${object.name}`
    return !ours?.has(key) && !created?.has(key) && !isInstallation(object)
  })
}

async function readNames(session: Session, table: string, query: string) {
  if (!(await relationExists(session, table))) return undefined
  return new Set((await session.run<{ name: string }>(query)).map(({ name }) => name))
}

const DECLARED = /\bcall private\.ensure_index\(\s*'(\w+)'\s*,\s*'public\.(\w+)'/gi

/** Indexes whose names something else on a table of the platform has already: it is left alone. */
export async function readTakenIndexes(
  session: Session,
  sources: Sources,
  platform: string[],
): Promise<string[]> {
  const declared = filesOf(sources).flatMap(({ sql }) => [...sql.matchAll(DECLARED)])
  const names = declared
    .filter(([, , table]) => platform.includes(String(table)))
    .map(([, name]) => String(name))
  if (names.length === 0) return []
  const noted = await readNames(
    session,
    'private.pending_indexes',
    'select name::text from private.pending_indexes',
  )
  const rows = await session.run<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relname = any (${textArray(names)}::name[])`,
  )
  return rows.map(({ name }) => name).filter((name) => !noted?.has(name))
}

/** The accounts that are admins of the platform today. */
export async function readAdmins(session: Session): Promise<string[]> {
  const rows = await session.run<Row>(
    `select attname from pg_attribute where attrelid = to_regclass('public.profiles') and attname in ('role', 'user_id', 'email') and not attisdropped`,
  )
  const columns = new Set(rows.map(({ attname }) => attname))
  if (!columns.has('role')) return []
  const byAccount = columns.has('user_id') && (await relationExists(session, 'auth.users'))
  const email = byAccount
    ? '(select u.email from auth.users u where u.id = p.user_id)'
    : columns.has('email')
      ? 'p.email'
      : 'null'
  const admins = await session.run<{ email: string | null }>(
    `select ${email}::text as email from public.profiles p where p.role::text = ${literal('admin')} order by 1`,
  )
  return admins.map((row) => row.email ?? '(an account without an address)')
}
