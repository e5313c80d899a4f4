import postgres from 'postgres'
import { openAs } from './replay'

const ROUNDS = 3
const ROWS = 10_000

/** What an admin may do to everything that matches: its list, its action, and the note that it needs. */
const ACTS = [
  { page: '/alerts', list: 'alerts', action: 'acknowledge', note: '' },
  { page: '/errors', list: 'errors', action: 'resolve', note: 'Measured by the bench' },
]

/** What the acts write. Small tables are read from end to end, so they are rewritten without the rows that were rolled back. */
const LARGE = ['ops_alerts', 'error_logs', 'audit_logs']
const SMALL = [
  'error_group_deltas',
  'error_group_totals',
  'error_group_customers',
  'error_group_endpoints',
  'error_group_hours',
  'bulk_actions',
]

/** Milliseconds of acting on so many rows that match a filter in one call, and of taking it back. */
export type BulkTimes = { page: string; action: string; rows: number; act: number[]; undo: number[] }

/**
 * Acts on ten thousand rows at once as an admin, takes it back and leaves no trace.
 * @param url a database that has as many rows to act on; when it has fewer, the times say of how many.
 */
export async function measureBulk(url: string): Promise<BulkTimes[]> {
  const someAdmin = await findAdmin(url)
  const measured: BulkTimes[] = []
  for (const { page, list, action, note } of ACTS) {
    const times: BulkTimes = { page, action, rows: 0, act: [], undo: [] }
    for (let round = 0; round < ROUNDS; round++) {
      const admin = await openAs(url, someAdmin)
      try {
        const act = await timed(() =>
          admin.run({
            text: 'select * from public.act_on_matching($1, $2, $3, $4, now(), null, $5)',
            parameters: [list, action, '{}', note, String(ROWS)],
          }),
        )
        const [row] = act.rows as unknown as [{ bulk_id: string; done: string }]
        const undo = await timed(() =>
          admin.run({ text: 'select * from public.undo_bulk($1)', parameters: [row.bulk_id] }),
        )
        times.rows = Number(row.done)
        times.act.push(act.ms)
        times.undo.push(undo.ms)
      } finally {
        await admin.close()
      }
    }
    measured.push(times)
  }
  await cleanUp(url)
  return measured
}

async function findAdmin(url: string) {
  const sql = postgres(url, { max: 1, fetch_types: false })
  const [admin] =
    await sql`select p.user_id, u.email from public.profiles p join auth.users u on u.id = p.user_id
    where p.role = 'admin' order by p.user_id limit 1`
  await sql.end()
  return { claims: { role: 'authenticated', sub: String(admin?.user_id), email: String(admin?.email) } }
}

async function timed<T>(work: () => Promise<T>) {
  const started = performance.now()
  return { rows: await work(), ms: performance.now() - started }
}

/** What was rolled back would slow down what is measured next. */
async function cleanUp(url: string) {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined })
  for (const table of LARGE) await sql.unsafe(`vacuum public.${table}`)
  for (const table of SMALL) await sql.unsafe(`vacuum (full, analyze) public.${table}`)
  await sql.end()
}
