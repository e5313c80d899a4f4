import { getDocument } from './documents'
import type { PlanLog, Statement } from './plans'
import { type Call, nameCall, type Recorder, sendCall } from './recorder'
import type { Session } from './session'
import { deepestPath, type View, viewsOf } from './views'

const DEEP_PAGE = 50
const ROWS_OF_A_PAGE = 50

/** One question that a view asks the backend, and what the database did to answer it. */
export type Question = { view: View; name: string; call: Call; statement: Statement }

type Place = { siteUrl: string; recorder: Recorder; session: Session; database: string; plans: PlanLog }

/** Opens a page in every way there is, and writes down what each asks. The server must be explaining. */
export async function observePage(page: string, place: Place): Promise<Question[]> {
  const seen = new Set<string>()
  const questions: Question[] = []
  for (const view of viewsOf(page)) questions.push(...(await observeView(view, place, seen)))
  for (const view of await findFurtherViews(page, place)) {
    questions.push(...(await observeView(view, place, seen)))
  }
  return questions
}

/** What another view of the page has asked already is not asked again; times of "since" aside, it is the same. */
async function observeView(view: View, place: Place, seen: Set<string>): Promise<Question[]> {
  const { calls } = await open(view.path, place)
  const questions: Question[] = []
  for (const call of calls) {
    const isPage = call.body.includes('"cursor_values"')
    const asked = isPage ? call.body : `${call.path} ${nameCall(call)}`
    if (seen.has(asked) || !call.path.startsWith('/rest/')) continue
    seen.add(asked)
    const statement = await place.plans.during(place.database, () => sendCall(place.recorder.target, call))
    questions.push({ view, name: nameCall(call), call, statement })
  }
  return questions
}

async function open(path: string, { siteUrl, recorder, session }: Place) {
  const { result, calls } = await recorder.record(() => getDocument(siteUrl + path, session))
  if (result.status !== 200) throw new Error(`${path} answered ${result.status}`)
  return { text: result.text, calls }
}

/** What only the page itself can tell: its first row's detail, and page 50. */
async function findFurtherViews(page: string, place: Place): Promise<View[]> {
  const path = deepestPath(page)
  const { text, calls } = await open(path, place)
  const views: View[] = []
  const detail = text.match(new RegExp(`href="(${page}/[0-9a-f-]{36})`))?.[1]
  if (detail) views.push({ page, name: 'detail', path: detail, kind: 'detail' })
  const rows = calls.find(({ body }) => body.includes('"cursor_values"'))
  if (rows) {
    const after = await findDeepCursor(rows, place.recorder.target)
    if (!after) return views
    const query = `${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(writeCursor(page, after))}`
    views.push({
      page,
      name: `page ${DEEP_PAGE}`,
      path: path.replace(/\?$/, '') + query.replace(/^&/, path.endsWith('?') ? '?' : '&'),
      kind: 'deep',
    })
  }
  return views
}

type Cursor = [string | null, string]
type Row = Record<string, string | null>

/** @returns the rows of an answer, each with where to go on after it; records come with their cursors. */
function readCursors(answer: Row[] | { rows: { cursor: Cursor }[] }, sortedBy: string): (Cursor | null)[] {
  if (!Array.isArray(answer)) return answer.rows.map(({ cursor }) => cursor)
  return answer.map((row) =>
    sortedBy in row ? [row[sortedBy] ?? null, String(row.id ?? row.user_id)] : null,
  )
}

/** Goes on from page to page as the pager does, as far as there are rows for a page; null when the first is not full. */
async function findDeepCursor(call: Call, target: string): Promise<Cursor | null> {
  const given = JSON.parse(call.body)
  let cursor: Cursor | null = null
  for (let page = 1; page < DEEP_PAGE; page++) {
    const body = JSON.stringify({ ...given, cursor_values: cursor, page_size: ROWS_OF_A_PAGE })
    const answer = await sendCall(target, { ...call, body })
    const cursors = readCursors(JSON.parse(answer), given.sort ?? 'happened_at')
    if (cursors.length < ROWS_OF_A_PAGE) break
    cursor = cursors.at(-1) ?? null
    if (!cursor) return null
  }
  return cursor
}

/** @returns a cursor as the address of a page of rows holds it. */
function writeCursor(page: string, [value, id]: Cursor): string {
  if (!page.startsWith('/records/')) return `${value ?? ''}~${id}`
  return `${value === null ? '' : `=${value}`}~${id}`
}
