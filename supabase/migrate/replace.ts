import { MigrateError } from './migrate-error'
import { CODE, codeOf, literal, type Session } from './session'
import type { Statement } from './statements'
import { createdObject } from './steps'

/** An object whose columns or result have changed: it can only be dropped and created. */
export class ChangedShape extends Error {
  constructor(
    readonly object: { kind: string; name: string },
    cause: unknown,
  ) {
    super(`The shape of ${object.name} has changed`, { cause })
  }
}

/** Says of an error whether the object has to be dropped first; throws the error itself otherwise. */
export function throwChangedShape(error: unknown, statement: Statement): never {
  const code = codeOf(error)
  const object = createdObject(statement)
  const replaceable = object && ['view', 'function', 'procedure'].includes(object.kind)
  if (replaceable && (code === CODE.invalidTable || code === CODE.invalidFunction)) {
    throw new ChangedShape(object, error)
  }
  throw error
}

/** What hangs on an object, directly or not, that the object files would not create again. */
const keptDependents = (roots: string) => `
  with recursive dependent (class, object) as (
    ${roots}
    union
    select case when d.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass::oid else d.classid end,
      case when d.classid = 'pg_rewrite'::regclass then r.ev_class else d.objid end
    from dependent p join pg_depend d on d.refclassid = p.class and d.refobjid = p.object and d.deptype in ('n', 'a')
    left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
  )
  select pg_describe_object(d.class, d.object, 0) as what from dependent d
  left join pg_class c on d.class = 'pg_class'::regclass and c.oid = d.object
  left join pg_proc f on d.class = 'pg_proc'::regclass and f.oid = d.object
  where d.class not in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
      'pg_rewrite'::regclass, 'pg_type'::regclass)
    or c.relkind in ('r', 'p', 'm')
    or c.relkind = 'v' and not exists (
      select from private.claimed_names n
      where n.kind = 'view' and n.name = format('%s.%s', c.relnamespace::regnamespace, c.relname))
    or f.oid is not null and not exists (
      select from private.claimed_names n
      where n.kind = 'function' and n.name = format('%s.%s', f.pronamespace::regnamespace, f.proname))`

/**
 * The statements that drop an object and what depends on it.
 * @throws Error when something depends on it that is not ours or that no object file creates.
 */
export async function dropStatements(session: Session, { object }: ChangedShape): Promise<string[]> {
  const { kind, name } = object
  const [schema = '', plain = ''] = name.replaceAll('"', '').split('.')
  const found = kind === 'view' ? findView(name) : findRoutines(schema, plain)
  const kept = await session.run<{ what: string }>(keptDependents(found))
  if (kept.length > 0) {
    const list = kept.map(({ what }) => what).join(', ')
    throw new MigrateError(`${kind} ${name} cannot be replaced because these depend on it: ${list}`)
  }
  if (kind === 'view') return [`drop view if exists ${name} cascade`]
  const rows = await session.run<{ signature: string }>(
    `select p.oid::regprocedure::text as signature from pg_proc p
    where p.pronamespace = ${literal(schema)}::regnamespace and p.proname = ${literal(plain)}`,
  )
  return rows.map(({ signature }) => `drop routine if exists ${signature} cascade`)
}

const findView = (name: string) =>
  `select 'pg_class'::regclass::oid, coalesce(to_regclass(${literal(name)}), 0)::oid`

const findRoutines = (schema: string, name: string) =>
  `select 'pg_proc'::regclass::oid, p.oid from pg_proc p
  where p.pronamespace = ${literal(schema)}::regnamespace and p.proname = ${literal(name)}`
