import { pageGroups } from '../components/shell/pages'

/** One way to look at a page. */
export type View = {
  page: string
  name: string
  path: string
  kind: 'first' | 'deep' | 'filtered' | 'detail'
}

/** Customer 1 of the rows: the one that causes a fifth of everything. */
const BUSY_CUSTOMER = '1c1e3dd0-9531-4f30-824a-c021ca3b95b8'

const queueViews = (all: string, type: string) => ({
  all: 'state=all',
  'one type': `state=${all}&${type}`,
  'busy customer': `state=all&customer=${BUSY_CUSTOMER}`,
  'last 7 days': 'state=all&period=7d',
  'text search': 'state=all&q=a1b2',
})

const rowsViews = (views: Record<string, string>) =>
  Object.fromEntries(Object.entries(views).map(([name, query]) => [`rows ${name}`, `view=rows&${query}`]))

/** Pages that the navigation does not name: a customer with a fifth of everything, and the largest tables as they are. */
const FURTHER_PAGES = [`/customers/${BUSY_CUSTOMER}`, '/records/webhook_queue', '/records/latency_logs']

/** What else people look at beside a page as it opens; a page that is not named here has only that. */
const MORE_VIEWS: Record<string, Record<string, string>> = {
  '/': { 'last 7 days': 'period=7d', 'last 30 days': 'period=30d' },
  '/errors': {
    ...queueViews('unresolved', 'type=retell_timeout'),
    'by trend': 'sort=trend',
    ...rowsViews(queueViews('unresolved', 'type=retell_timeout')),
    'rows resolved': 'view=rows&state=resolved',
    'rows by type': 'view=rows&state=all&sort=error_type',
  },
  '/alerts': { ...queueViews('open', 'severity=critical'), storms: 'view=storms' },
  '/churn': queueViews('open', 'severity=critical'),
  '/webhooks': {
    ...queueViews('failed', 'event_type=call_ended'),
    'by attempts': 'state=all&sort=attempts',
    causes: 'state=failed&view=causes',
    'payload search': 'state=all&payload=call.id%3Dcall_77',
  },
  '/customers': {
    'by name': 'sort=business_name&order=asc',
    'text search': 'q=Cedar',
    segment: 'tier=elite,scale&grade=D,F&no_contact=14',
  },
  [`/customers/${BUSY_CUSTOMER}`]: { calls: 'kind=call', 'errors and webhooks': 'kind=error,webhook' },
  '/usage': { over: 'state=over', 'text search': 'q=Cedar' },
  '/agents': { 'by phone': 'q=%28628%29%20555-0077' },
  '/missing-events': { 'last 30 days': 'period=30d' },
  '/unknown-numbers': { all: 'state=all' },
  '/deliveries': { all: 'state=all' },
  '/latency': { 'last 90 days': 'period=90d' },
  '/sessions': { all: 'state=all', odd: 'state=odd' },
  '/audit': {
    'busy customer': `customer=${BUSY_CUSTOMER}`,
    'one action': 'action=error.resolved',
    'last 7 days': 'period=7d',
  },
  '/records/webhook_queue': { 'one customer': `user_id=${BUSY_CUSTOMER}` },
}

/** The view in which page 50 is looked for: it has the most rows. */
const DEEPEST: Record<string, string> = {
  '/customers': '',
  '/errors': 'view=rows&state=all',
  [`/customers/${BUSY_CUSTOMER}`]: '',
  '/usage': '',
  '/agents': '',
  '/audit': '',
  '/missing-events': '',
  '/reconciliation': '',
  '/records/webhook_queue': '',
  '/records/latency_logs': '',
}

/** @returns every page of the navigation and a few more, or the ones asked for. */
export function choosePages(wanted: string[]): string[] {
  const all = [...pageGroups.flatMap(({ pages }) => pages.map(({ href }) => href)), ...FURTHER_PAGES]
  const unknown = wanted.find((page) => !all.includes(page))
  if (unknown) throw new Error(`${unknown} is none of ${all.join(', ')}.`)
  return wanted.length > 0 ? wanted : all
}

/** @returns the views of a page that its address alone tells. */
export function viewsOf(page: string): View[] {
  const more = Object.entries(MORE_VIEWS[page] ?? {}).map(
    ([name, query]): View => ({
      page,
      name,
      path: `${page}?${query}`,
      kind: name === 'all' || name === 'rows all' ? 'first' : 'filtered',
    }),
  )
  return [{ page, name: 'as it opens', path: page, kind: 'first' }, ...more]
}

/** @returns where page 50 is looked for. */
export function deepestPath(page: string): string {
  return `${page}?${DEEPEST[page] ?? 'state=all'}`
}
