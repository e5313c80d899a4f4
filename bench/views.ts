import { lists } from '../app/(admin)/lists'
import { pageGroups } from '../app/(admin)/pages'
import { BUSY_CUSTOMER } from '../lib/lists/bench'

/** One way to look at a page. */
export type View = {
  page: string
  name: string
  path: string
  kind: 'first' | 'deep' | 'filtered' | 'detail'
}

/** Pages that the navigation does not name: a customer with a fifth of everything, and the largest tables as they are. */
const FURTHER_PAGES = [`/customers/${BUSY_CUSTOMER}`, '/records/webhook_queue', '/records/latency_logs']

/** What else people look at on pages that are no list. */
const MORE_VIEWS: Record<string, Record<string, string>> = {
  '/': { 'last 7 days': 'period=7d', 'last 30 days': 'period=30d' },
  [`/customers/${BUSY_CUSTOMER}`]: { calls: 'kind=call', 'errors and webhooks': 'kind=error,webhook' },
  '/latency': { 'last 90 days': 'period=90d' },
  '/records/webhook_queue': { 'one customer': `user_id=${BUSY_CUSTOMER}` },
}

/** The lists of a page: the one that it opens with first. */
const listsOn = (page: string) =>
  Object.values(lists)
    .filter((list) => list.page === page)
    .sort((a, b) => Number(Boolean(a.view)) - Number(Boolean(b.view)))

/** What people look at on the page of a list besides the page as it opens. */
function viewsOfLists(page: string): Record<string, string> {
  const views = listsOn(page).flatMap(({ view, bench = {} }) =>
    Object.entries(bench).map(([name, query]) =>
      view ? [`${view} ${name}`, `view=${view}&${query}`] : [name, query],
    ),
  )
  return Object.fromEntries(views)
}

/** @returns every page of the navigation and a few more, or the ones asked for. */
export function choosePages(wanted: string[]): string[] {
  const all = [...pageGroups.flatMap(({ pages }) => pages.map(({ href }) => href)), ...FURTHER_PAGES]
  const unknown = wanted.find((page) => !all.includes(page))
  if (unknown) throw new Error(`${unknown} is none of ${all.join(', ')}.`)
  return wanted.length > 0 ? wanted : all
}

/** @returns the views of a page that differ by its address alone. */
export function viewsOf(page: string): View[] {
  const more = Object.entries({ ...MORE_VIEWS[page], ...viewsOfLists(page) }).map(
    ([name, query]): View => ({
      page,
      name,
      path: `${page}?${query}`,
      kind: /(^| )all$/.test(name) ? 'first' : 'filtered',
    }),
  )
  return [{ page, name: 'as it opens', path: page, kind: 'first' }, ...more]
}

/** @returns where page 50 is looked for: the view with most rows. */
export function deepestPath(page: string): string {
  const list = listsOn(page).at(-1)
  const query = new URLSearchParams(list?.view ? { view: list.view } : {})
  if (list?.states.all && Object.keys(list.states)[0] !== 'all') query.set('state', 'all')
  return `${page}?${query}`
}
