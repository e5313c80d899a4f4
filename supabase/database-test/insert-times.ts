import { setTimeout as wait } from 'node:timers/promises'
import { connect, type TestDatabase } from './native-database'

const WRITERS = 8
const PER_SECOND = 100
const SLICE_SECONDS = 5

/** As a server of the platform writes one: by a statement that is prepared, in a transaction of its own. */
const PREPARE = `
  prepare write_error (text, uuid) as
  insert into public.error_logs (error_type, message, endpoint, user_id, stack_trace, request_body)
  values ('retell_timeout', $1, '/api/calls', $2, 'Error: no answer' || repeat(E'\\n    at handle (/app/server.js:10:5)', 12), '{"attempt": 1}');
  select a.id from tests.actors a where a.name like '%customer'`

/** What inserts took in ms, in order. */
export type InsertTimes = { withTriggers: number[]; without: number[] }

/**
 * Eight connections write a hundred errors a second, in slices of five seconds with our triggers and without in turn.
 * @param seconds how long all slices take together.
 */
export async function measureInserts(url: string, seconds: number): Promise<InsertTimes> {
  const owner = connect(url)
  const writers = Array.from({ length: WRITERS }, () => connect(url))
  const times: InsertTimes = { withTriggers: [], without: [] }
  try {
    const customers = await Promise.all(writers.map(prepare))
    const slices = Math.max(2, Math.round(seconds / SLICE_SECONDS))
    for (let slice = 0; slice < slices; slice++) {
      const triggers = slice % 2 === 1
      await owner.exec(`alter table public.error_logs ${triggers ? 'enable' : 'disable'} trigger user`)
      const until = Date.now() + SLICE_SECONDS * 1000
      const taken = await Promise.all(writers.map((writer, i) => write(writer, customers[i] ?? [], i, until)))
      times[triggers ? 'withTriggers' : 'without'].push(...taken.flat())
    }
  } finally {
    await owner.exec('alter table public.error_logs enable trigger user')
    await Promise.all([owner, ...writers].map((connection) => connection.close()))
  }
  times.withTriggers.sort((a, b) => a - b)
  times.without.sort((a, b) => a - b)
  return times
}

async function prepare(writer: TestDatabase) {
  const [, rows = []] = await writer.exec(PREPARE)
  return rows.map(([id]) => String(id))
}

/** The writers share the second among them, each at its place in it. */
async function write(writer: TestDatabase, customers: string[], place: number, until: number) {
  const every = (1000 * WRITERS) / PER_SECOND
  const times: number[] = []
  let due = Date.now() + (place * every) / WRITERS
  while (due < until) {
    await wait(Math.max(0, due - Date.now()))
    const message = `No answer within ${times.length * 37} ms`
    const customer = customers[times.length % customers.length]
    const started = performance.now()
    await writer.exec(`execute write_error ('${message}', '${customer}')`)
    times.push(performance.now() - started)
    due += every
  }
  return times
}
