import { existingNames, namesOf, replacedNames } from './names'
import type { Row, Session } from './session'
import type { Sources } from './sources'

/** What is not as it should be after a run, a line each; empty when everything is. */
export async function checkInstallation(session: Session, sources: Sources): Promise<string[]> {
  return [
    ...(await missingParts(session)),
    ...(await missingObjects(session, sources)),
    ...(await invalidIndexes(session)),
  ]
}

async function missingParts(session: Session) {
  const [row] = await session.run(
    `select to_regprocedure('public.missing_contract_parts()') is not null as found`,
  )
  if (row?.found !== true) return []
  // On a table of the platform's the constraints are missing by design: its owner calls the procedure that adds them.
  const parts = await session.run<Row>(
    `select * from public.missing_contract_parts() m
    where m.file <> 'fix_agents_constraints.sql' or private.is_ours(m.relation)`,
  )
  return parts.map((part) => `missing: ${Object.values(part).join(' ')}`)
}

/** Triggers and policies may depend on the database; functions and views stand everywhere. */
async function missingObjects(session: Session, sources: Sources) {
  const wanted = replacedNames(sources).filter(({ kind }) => kind === 'function' || kind === 'view')
  const tables = namesOf(sources).filter(({ kind }) => kind === 'table')
  const expected = [...wanted, ...tables]
  if (expected.length === 0) return []
  const found = await session.run<{ kind: string; name: string }>(existingNames(expected))
  const there = new Set(found.map(({ kind, name }) => `${kind} ${name}`))
  return expected
    .map(({ kind, name }) => `${kind} ${name}`)
    .filter((object) => !there.has(object))
    .map((object) => `missing: ${object}`)
}

async function invalidIndexes(session: Session) {
  const rows = await session.run<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    join private.pending_indexes p on p.name = c.relname where not i.indisvalid`,
  )
  return rows.map(({ name }) => `invalid index: ${name}`)
}

/** What the database does not get, and what triggers of ours could not do. */
export async function readRemarks(session: Session): Promise<string[]> {
  const indexes = await session.run<{ name: string; relation: string; reason: string | null }>(
    'select name, relation, reason from private.pending_indexes where reason is not null or built_at is null order by 1',
  )
  const [failures] = await session.run<{ count: number }>(
    'select count(*)::integer as count from private.installation_failures',
  )
  return [
    ...indexes.map(
      ({ name, relation, reason }) =>
        `${name} on ${relation} is ${reason ? `left out: ${reason}` : 'not built yet: run the command again'}`,
    ),
    ...(failures && failures.count > 0
      ? [`${failures.count} rows of the platform wait to be mended: private.installation_failures`]
      : []),
  ]
}
