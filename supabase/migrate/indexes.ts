import { setTimeout as sleep } from 'node:timers/promises'
import { isOfTheMoment, type Patience, pauseAfter } from './patience'
import { relationExists } from './relation-exists'
import { codeOf, literal, messageOf, type Session } from './session'

type Pending = {
  name: string
  relation: string
  definition: string
  is_there: boolean
  is_valid: boolean
  size: number
}

/** Concurrent building stops no writer; it only waits for transactions that are open, this long at most. */
const WAIT_MS = 120_000

/** Indexes that are to be built, whether something of theirs is there, and how large their tables are. */
const waitingIndexes = `
  select p.name, p.relation, p.definition, i.indexrelid is not null as is_there, coalesce(i.indisvalid, false) as is_valid,
    pg_table_size(p.relation::regclass)::float8 as size
  from private.pending_indexes p
  left join pg_class c on c.relname = p.name and c.relnamespace = (select t.relnamespace from pg_class t where t.oid = p.relation::regclass)
  left join pg_index i on i.indexrelid = c.oid
  where p.reason is null and p.built_at is null order by size, p.name`

/** Builds the indexes that wait, one after another, without stopping writers. */
export async function buildPendingIndexes(session: Session, log: (line: string) => void, patience: Patience) {
  if (!(await relationExists(session, 'private.pending_indexes'))) return
  const waiting = await session.run<Pending>(waitingIndexes)
  for (const index of waiting) await build(session, index, log, patience)
}

async function build(session: Session, index: Pending, log: (line: string) => void, patience: Patience) {
  const started = Date.now()
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (attempt === 1) log(`Building ${index.name} …`)
      await session.run(`set statement_timeout = 0`)
      await session.run(`set lock_timeout = ${WAIT_MS}`)
      await buildOnce(session, index)
      await session.run(
        `update private.pending_indexes set built_at = now() where name = ${literal(index.name)}`,
      )
      return
    } catch (error) {
      index.is_there = true
      if (!isOfTheMoment(codeOf(error))) {
        const reason = literal(messageOf(error))
        await session.run(
          `update private.pending_indexes set reason = ${reason} where name = ${literal(index.name)}`,
        )
        return
      }
      if (Date.now() - started > patience.forMs) {
        log(`${index.name} is not built: ${messageOf(error)}. The next run tries again.`)
        return
      }
    } finally {
      await session.run('reset statement_timeout; reset lock_timeout')
    }
    await sleep(pauseAfter(attempt))
  }
}

async function buildOnce(session: Session, { name, relation, definition, is_there, is_valid }: Pending) {
  const schema = relation.slice(0, relation.indexOf('.'))
  if (is_valid) return
  const quoted = `"${name.replaceAll('"', '""')}"`
  if (is_there) await session.run(`drop index concurrently if exists ${schema}.${quoted}`)
  await session.run(`create index concurrently ${quoted} on ${relation} ${definition}`)
}
