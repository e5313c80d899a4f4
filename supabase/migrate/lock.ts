import { MigrateError } from './migrate-error'
import { addressOf, type Session } from './session'

/** A number of ours among the advisory locks of a database. */
const KEY = 0x6b72796f

/**
 * Keeps two runs apart for as long as the session lasts.
 * @throws MigrateError when another run is at work, or when the connection does not stay with one server process.
 */
export async function lockDatabase(session: Session, url: string): Promise<void> {
  await refusePooler(session, url)
  const [row] = await session.run<{ locked: boolean }>(`select pg_try_advisory_lock(${KEY}) as locked`)
  if (row?.locked) return
  const [holder] = await session.run<{ pid: number; started: string }>(
    `select l.pid, a.backend_start::text as started from pg_locks l left join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.objid = ${KEY} and l.granted`,
  )
  const who = holder ? ` (process ${holder.pid} of the server, since ${holder.started})` : ''
  throw new MigrateError(`Another run is at work on this database${who}. Wait for it to end.`, 2)
}

/** A pooler in transaction mode gives each statement any connection: no lock and no setting would last. */
async function refusePooler(session: Session, url: string) {
  const processes = new Set<unknown>()
  for (let time = 0; time < 3; time += 1) {
    const [row] = await session.run('select pg_backend_pid() as pid')
    processes.add(row?.pid)
  }
  if (new URL(url).port !== '6543' && processes.size === 1) return
  throw new MigrateError(
    `${addressOf(url)} is a pooler in transaction mode, where neither locks nor settings last. Use the direct connection or the pooler’s session mode (port 5432).`,
    2,
  )
}
