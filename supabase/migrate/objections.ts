import type { Preflight } from './preflight'
import { objectionsTo01 } from './put-back-0.1'

const OLDEST = 150_000
/** What can have columns and triggers: tables, partitioned ones too. */
const TABLES = ['r', 'p']

/** What would stop the run, found before anything changes; empty when nothing would. */
export function objectionsOf(preflight: Preflight): string[] {
  return [
    ...objectionsToServer(preflight),
    ...objectionsToObjects(preflight),
    ...(preflight.changesOf01 ? objectionsTo01(preflight.changesOf01) : []),
  ]
}

function objectionsToServer({ server, pending }: Preflight): string[] {
  const objections: string[] = []
  const object = (when: boolean, message: string) => when && objections.push(message)
  const hasWork = pending.length > 0
  object(server.version_number < OLDEST, `Postgres 15 or newer is needed; this is ${server.version}.`)
  object(server.is_read_only, 'The database is read-only.')
  object(
    !server.has_auth || !server.may_read_auth,
    `${server.role} finds no table auth.users: this is no Supabase database, or another role is needed.`,
  )
  object(
    hasWork && !server.may_create_schemas,
    `${server.role} may not create schemas in the database ${server.database}: grant create on database ${server.database}.`,
  )
  object(hasWork && !server.may_create_in_public, `${server.role} may not create anything in schema public.`)
  object(
    server.missing_roles.length > 0 && !server.may_create_roles,
    `The roles ${server.missing_roles.join(', ')} are missing and ${server.role} may not create them.`,
  )
  object(
    !server.has_trigrams && !server.could_have_trigrams,
    'The extension pg_trgm is not installed on this server: install its contrib package.',
  )
  return objections
}

function objectionsToObjects({ tables, foreign, installation, pending }: Preflight): string[] {
  const objections: string[] = []
  const others = tables.filter(({ is_owned }) => !is_owned)
  if (others.length > 0 && pending.length > 0) {
    const list = others.map(({ name, owner }) => `${name} (${owner})`).join(', ')
    objections.push(`These tables belong to another role, so nothing can be added to them: ${list}.`)
  }
  const otherwise = tables.filter(({ kind }) => !TABLES.includes(kind))
  if (otherwise.length > 0 && pending.length > 0) {
    const list = otherwise.map(({ name }) => name).join(', ')
    objections.push(`These are no tables, so nothing can be added to them: ${list}.`)
  }
  if (foreign.length > 0 && installation.kind !== '0.1') {
    const list = foreign.map(({ kind, name }) => `  ${kind} ${name}`).join('\n')
    objections.push(
      `These objects carry names of ours and are not ours. Nothing of yours is replaced: rename them first.\n${list}`,
    )
  }
  return objections
}
