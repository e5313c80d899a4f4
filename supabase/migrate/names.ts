import { literal } from './session'
import { filesOf, isContract, type Sources } from './sources'

export type ObjectKind = 'function' | 'policy' | 'table' | 'trigger' | 'type' | 'view'

/** An object of ours: `schema.name`, or `schema.table.name` for a trigger and a policy. */
export type ObjectName = { kind: ObjectKind; name: string }

const NAMED =
  /\bcreate (?:or replace )?(function|procedure|view|materialized view|table|type)(?: if not exists)? ((?:public|private)\.\w+)/gi
const TRIGGER =
  /\bcreate (?:or replace )?(?:constraint )?trigger (\w+)\s+(?:before|after|instead of)\s[^;]*?\son\s+((?:public|private)\.\w+)/gi
/** The contract's policies are attached to tables of ours only; these may stand on a table of the platform. */
const POLICY = /\bcreate policy (kryonex_ops_\w+)\s+on\s+((?:public|private)\.\w+)/gi

/** What a file creates only where nothing of that name exists. */
const CREATED_IF_MISSING = /\bto_regclass\('(public\.\w+)'\) is null/gi
const SHARED_KINDS: ObjectKind[] = ['table', 'type', 'view']

/** What the files create, but for tables and types that a platform may have had before us: those are taken as they are. */
export function namesOf(sources: Sources): ObjectName[] {
  const files = filesOf(sources)
  const shared = new Set([
    ...sources.versions.filter(isContract).flatMap(({ sql }) => namesIn(sql).map(({ name }) => name)),
    ...files.flatMap(({ sql }) =>
      [...sql.matchAll(CREATED_IF_MISSING)].map(([, name = '']) => name.toLowerCase()),
    ),
  ])
  const found = files.flatMap(({ sql }) => namesIn(sql.replace(/--.*$/gm, '')))
  const unique = new Map(found.map((object) => [`${object.kind} ${object.name}`, object]))
  return [...unique.values()].filter(({ kind, name }) => !SHARED_KINDS.includes(kind) || !shared.has(name))
}

/** What the object files create: the part that `create or replace` could take from somebody else. */
export const replacedNames = (sources: Sources): ObjectName[] =>
  namesOf({ ...sources, versions: [] }).filter(({ kind }) => kind !== 'table')

function namesIn(sql: string): ObjectName[] {
  const named = [...sql.matchAll(NAMED)].map(([, what = '', name = '']) => ({ kind: kindOf(what), name }))
  const attached = (pattern: RegExp, kind: ObjectKind) =>
    [...sql.matchAll(pattern)].map(([, name, table]) => ({ kind, name: `${table}.${name}` }))
  return [...named, ...attached(TRIGGER, 'trigger'), ...attached(POLICY, 'policy')].map(({ kind, name }) => ({
    kind,
    name: name.toLowerCase(),
  }))
}

function kindOf(what: string): ObjectKind {
  const kind = what.toLowerCase()
  if (kind === 'procedure') return 'function'
  return kind === 'materialized view' ? 'view' : (kind as ObjectKind)
}

const valuesOf = (names: ObjectName[]) =>
  names.map(({ kind, name }) => `(${literal(kind)}, ${literal(name)})`).join(',\n  ')

/** The statement that records names as ours. */
export const claimStatement = (names: ObjectName[]) =>
  `insert into private.claimed_names (kind, name) values\n  ${valuesOf(names)}\non conflict do nothing`

/** Which of some names objects of the database carry, as rows of kind and name. */
export const existingNames = (names: ObjectName[]) => `
  select w.kind, w.name from (values ${valuesOf(names)}) w (kind, name)
  where exists (
    select from pg_proc p where w.kind = 'function' and format('%s.%s', p.pronamespace::regnamespace, p.proname) = w.name
  ) or exists (
    select from pg_class c where w.kind in ('table', 'view') and c.relkind in ('r', 'p', 'f', 'v', 'm')
      and format('%s.%s', c.relnamespace::regnamespace, c.relname) = w.name
  ) or exists (
    select from pg_type t where w.kind = 'type' and format('%s.%s', t.typnamespace::regnamespace, t.typname) = w.name
  ) or exists (
    select from pg_trigger t join pg_class c on c.oid = t.tgrelid where w.kind = 'trigger'
      and format('%s.%s.%s', c.relnamespace::regnamespace, c.relname, t.tgname) = w.name
  ) or exists (
    select from pg_policy p join pg_class c on c.oid = p.polrelid where w.kind = 'policy'
      and format('%s.%s.%s', c.relnamespace::regnamespace, c.relname, p.polname) = w.name
  )`
