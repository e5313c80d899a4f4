import { connect, type TestDatabase } from './native-database'
import type { Report } from './report'

const row = (kind: string, number: number) => `tests.row_id('${kind}', ${number})`

const races = [
  { what: 'resolving an error', call: `public.resolve_errors(array[${row('e', 1)}], 'Mended')` },
  { what: 'acknowledging an alert', call: `public.acknowledge_ops_alerts(array[${row('a', 1)}])` },
  { what: 'resolving a churn alert', call: `public.resolve_churn_alerts(array[${row('c', 1)}], 'Called')` },
  { what: 'requeueing a webhook', call: `public.requeue_webhooks(array[${row('b', 2)}], 'Again')` },
  { what: 'beginning a reconciliation', call: 'public.begin_reconciliation()' },
]

/** Two admins act on the same rows at the same moment: one wins, the other learns who. */
export async function testConcurrency(database: TestDatabase, url: string, report: Report, where: string) {
  const first = connect(url)
  const second = connect(url)
  try {
    for (const { what, call } of races) {
      const [winner, loser] = await race(database, first, second, `select outcome, actor_email from ${call}`)
      const found = `${winner} and ${loser}`
      report.check(
        `${where}: ${what} at once has one winner`,
        /^done,.* and already,admin@kryonex\.test$/.test(found),
        found,
      )
    }
    await testOrder(first, second, report, where)
  } finally {
    await first.close()
    await second.close()
  }
}

const acting = (actor: string, query: string) => `begin; select tests.act_as('${actor}'); ${query}`

/** What the last statement that returned rows returned. */
const answer = (results: unknown[][][]) => results.filter((rows) => rows.length > 0).at(-1) ?? []

async function race(database: TestDatabase, first: TestDatabase, second: TestDatabase, query: string) {
  const winner = answer(await first.exec(acting('admin', query)))
  const waiting = second.exec(`${acting('second admin', query)}; commit`)
  await untilSomebodyWaits(database)
  await first.exec('commit')
  return [String(winner[0]), String(answer(await waiting)[0])]
}

async function untilSomebodyWaits(database: TestDatabase) {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const [rows = []] = await database.exec(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the second admin did not have to wait')
}

/** Many rows named in opposite orders: nobody waits for each other for ever. */
async function testOrder(first: TestDatabase, second: TestDatabase, report: Report, where: string) {
  await first.exec(`insert into public.ops_alerts (id, alert_type, severity)
    select tests.row_id('aa', n), 'crowd', 'info' from generate_series(1, 1000) n`)
  const acknowledge = (order: string) =>
    `select outcome, count(*)::integer from public.acknowledge_ops_alerts(array(select id from public.ops_alerts where alert_type = 'crowd' order by id ${order})) group by 1 order by 1; commit`
  const results = await Promise.all([
    first.exec(acting('admin', acknowledge('asc'))),
    second.exec(acting('second admin', acknowledge('desc'))),
  ])
  const outcomes = results.map((result) => JSON.stringify(answer(result))).sort()
  const expected = ['[["already",1000]]', '[["done",1000]]']
  report.check(
    `${where}: 1,000 rows named in opposite orders`,
    String(outcomes) === String(expected),
    outcomes.join(' and '),
  )
}
