import type { Measured } from './measured'
import type { Question } from './observe'
import { sendCall } from './recorder'
import { openAs } from './replay'
import type { Session } from './session'
import { alternate, median, summarize, type Times } from './statistics'

const ROUNDS = 40
const MOST_MS = 1500
/** A page, and the row that shows whether there is another. */
const PAGE_SIZE = 51

/** The same question at every size, the smallest first: the ids and cursors in it differ. */
export type Series = Question[]

/** @returns the questions of the largest size with their fellows at the others. */
export function lineUp(bySize: Question[][]): Series[] {
  const largest = bySize.at(-1) ?? []
  return largest.map((question) => [
    ...bySize
      .slice(0, -1)
      .flatMap((questions) => questions.filter((other) => keyOf(other) === keyOf(question)).slice(0, 1)),
    question,
  ])
}

/** Ids and cursors differ between sizes, so they do not count. */
const keyOf = ({ view, name, call }: Question) =>
  [view.page, view.name, call.path.replace(/[0-9a-f-]{36}/g, '…'), name.replace(/[0-9a-f-]{36}/g, '…')].join(
    '|',
  )

function fetchesOf({ call, view, name }: Question) {
  const fetchesRows = call.method === 'GET' || view.kind === 'detail' || call.body.includes('"cursor_values"')
  return fetchesRows && !name.startsWith('count_') ? 'rows' : 'figures'
}

/** @returns a question with the server's figures, before anything else is measured. */
export function describe(series: Series): Measured {
  const question = series.at(-1) as Question
  const before = series[0]?.statement.rowsReturned ?? 0
  const { view, name, statement } = question
  return {
    page: view.page,
    view: view.name,
    kind: view.kind,
    question: name.replace(/, state .*$|, sort .*$/, ''),
    fetches: fetchesOf(question),
    pageSize: question.call.body.includes('"cursor_values"') ? PAGE_SIZE : 1,
    comparable: before >= 0.8 * question.statement.rowsReturned,
    rowsRead: statement.rowsRead,
    largeRead: statement.largeRead,
    rowsCounted: statement.rowsCounted,
    aggregates: statement.aggregates,
    rowsReturned: statement.rowsReturned,
    blocks: statement.blocks,
    sequential: statement.sequential,
  }
}

/** Asks the databases themselves, in turn, so that all sizes have the same luck with the machine. */
export async function timeInDatabase(series: Series[], urls: string[], sessions: Session[]) {
  const connections = await Promise.all(urls.map((url, index) => openAs(url, sessions[index] as Session)))
  const results: { database: Times; growth?: number }[] = []
  try {
    for (const questions of series) {
      const competitors = questions.map((question, index) => {
        const connection = connections[index + urls.length - questions.length]
        return async () => connection?.run(question.statement)
      })
      const times = await alternate(competitors, ROUNDS, MOST_MS)
      const [smallest, largest] = [times[0] ?? [], times.at(-1) ?? []]
      const growth =
        questions.length === urls.length && urls.length > 1 ? median(largest) / median(smallest) : undefined
      results.push({ database: summarize(largest), growth })
    }
  } finally {
    await Promise.all(connections.map((connection) => connection.close()))
  }
  return results
}

/** Asks through the API, one request after another. */
export async function timeThroughApi(questions: Question[], target: string): Promise<Times[]> {
  const results: Times[] = []
  for (const { call } of questions) {
    const [times = []] = await alternate([() => sendCall(target, call)], ROUNDS / 3, MOST_MS)
    results.push(summarize(times))
  }
  return results
}

/** What row level security costs: the same page by an admin and by the platform's backend, which has none. */
export async function comparePolicies(question: Question, url: string, session: Session) {
  const [admin, backend] = await Promise.all([openAs(url, session), openAs(url, 'service_role')])
  try {
    const [withPolicies = [], without = []] = await alternate(
      [() => admin.run(question.statement), () => backend.run(question.statement)],
      400,
      3000,
    )
    return { page: question.view.page, admin: median(withPolicies), backend: median(without) }
  } finally {
    await Promise.all([admin.close(), backend.close()])
  }
}
