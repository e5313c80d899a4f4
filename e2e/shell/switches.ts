import type { Page } from '@playwright/test'
import { LIST_PAGES, sampleOf } from '../support/paths'

/** One press that shows a page differently, and how it is done. */
export type Switch = {
  path: string
  name: string
  /** What it is an example of, by which `npm test` takes one. */
  kind: string
  press: (page: Page) => Promise<void>
  /** What was asked for is that the rows move: only what moves later counts. */
  moves?: boolean
}

type Name = string | RegExp

const seen = (page: Page, role: 'link' | 'button', name: Name) =>
  page.getByRole(role, { name }).filter({ visible: true }).first()

/** A choice of a navigation within the page: a state, a view, a severity, a period. */
const choice = (path: string, navigation: string, name: Name): Switch => ({
  path,
  name: `${navigation}: ${name}`,
  kind: navigation,
  press: (page) =>
    page
      .getByRole('navigation', { name: navigation })
      .getByRole('link', { name })
      .filter({ visible: true })
      .click(),
})

/** The header that orders by something. */
const order = (path: string, sort: string): Switch => ({
  path,
  name: `by ${sort}`,
  kind: 'order',
  press: (page) => page.locator(`thead a[href*="sort=${sort}&"]`).filter({ visible: true }).first().click(),
})

/** The first value that a filter offers. */
const filter = (path: string, name: string): Switch => ({
  path,
  name: `only one ${name}`,
  kind: 'filter',
  async press(page) {
    await page.getByRole('button', { name, exact: true }).filter({ visible: true }).click()
    await page.getByRole('menuitemcheckbox').first().click()
  },
})

const period = (path: string, now: string, then: string): Switch => ({
  path,
  name: then,
  kind: 'period',
  async press(page) {
    await seen(page, 'button', now).click()
    await page.getByRole('menuitem', { name: then }).click()
  },
})

const density = (path: string): Switch => ({
  path,
  name: 'compact rows',
  kind: 'density',
  moves: true,
  async press(page) {
    await seen(page, 'button', 'Columns').click()
    await page.getByRole('menuitemcheckbox', { name: 'Compact rows' }).click()
  },
})

/** Pages whose states are tabs with counts. */
const TABS = ['webhooks', 'usage']

/** The last state of a list. */
const states = LIST_PAGES.flatMap(({ list, path }) => {
  const last = Object.values(list.states).at(-1)
  if (!last || TABS.includes(list.name)) return []
  return [choice(path, 'State', last)]
})

/** The other end of the order in which a list opens, or its last order. Runs of reconciliation are always newest first. */
const orders = LIST_PAGES.filter(({ list }) => list.name !== 'reconciliation').map((page) =>
  order(sampleOf(page), Object.keys(page.list.sorts).at(-1) ?? ''),
)

/** The first facet of a list. */
const facets = LIST_PAGES.flatMap((page) => {
  const [first] = Object.values<string>(page.list.facets)
  return first ? [filter(sampleOf(page), first)] : []
})

/** States, views, severities and periods that are links. */
export const CHOICES = [
  ...states,
  choice('/', 'Period', '7d'),
  choice('/errors', 'State', 'Regressed'),
  choice('/errors', 'View', 'Errors'),
  choice('/alerts', 'View', 'Storms grouped'),
  choice('/alerts?view=storms', 'View', 'Each alert'),
  choice('/churn', 'Severity', /high/i),
  choice('/webhooks', 'View', 'Causes'),
  choice('/webhooks', 'State', /^Failed/),
  choice('/usage', 'State', /^Near/),
  choice('/reconciliation', 'State', 'With differences'),
  choice('/latency', 'Period', '7d'),
  choice('/sessions', 'State', 'Odd'),
]

/** Orders by a column. */
export const ORDERS = [
  ...orders,
  order('/errors', 'events'),
  order('/customers', 'score'),
  order('/agents', 'last_deployed'),
  order('/latency', 'requests'),
  order('/records/leads', 'created_at'),
]

/** Filters and periods that are chosen from a menu. */
export const FILTERS = [
  ...facets,
  period('/webhooks', 'Any time', 'Last 7 days'),
  period('/missing-events', 'Last 24 hours', 'Last 7 days'),
  period('/deliveries', 'Any time', 'Last 7 days'),
  period('/audit', 'Any time', 'Last 7 days'),
]

/** How close the rows stand. */
export const DENSITIES = [density('/webhooks'), density('/customers'), density('/audit')]
