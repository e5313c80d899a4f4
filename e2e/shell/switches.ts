import type { Page } from '@playwright/test'

/** One press that shows a page differently, and how it is done. */
export type Switch = {
  path: string
  name: string
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
  press: (page) =>
    page
      .getByRole('navigation', { name: navigation })
      .getByRole('link', { name })
      .filter({ visible: true })
      .click(),
})

const order = (path: string, header: string): Switch => ({
  path,
  name: `by ${header}`,
  press: (page) =>
    page.locator('thead').getByRole('link', { name: header }).filter({ visible: true }).first().click(),
})

/** The first value that a filter offers. */
const filter = (path: string, name: string): Switch => ({
  path,
  name: `only one ${name}`,
  async press(page) {
    await page.getByRole('button', { name, exact: true }).filter({ visible: true }).click()
    await page.getByRole('menuitemcheckbox').first().click()
  },
})

const period = (path: string, now: string, then: string): Switch => ({
  path,
  name: then,
  async press(page) {
    await seen(page, 'button', now).click()
    await page.getByRole('menuitem', { name: then }).click()
  },
})

const density = (path: string): Switch => ({
  path,
  name: 'compact rows',
  moves: true,
  async press(page) {
    await seen(page, 'button', 'Columns').click()
    await page.getByRole('menuitemcheckbox', { name: 'Compact rows' }).click()
  },
})

/** States, views, severities and periods that are links. */
export const CHOICES = [
  choice('/', 'Period', '7d'),
  choice('/errors', 'State', 'All'),
  choice('/errors', 'State', 'Regressed'),
  choice('/errors', 'View', 'Errors'),
  choice('/alerts', 'View', 'Storms grouped'),
  choice('/alerts?view=storms', 'View', 'Each alert'),
  choice('/alerts', 'State', 'All'),
  choice('/churn', 'Severity', /high/i),
  choice('/churn', 'State', 'All'),
  choice('/webhooks', 'View', 'Causes'),
  choice('/webhooks', 'State', /^Failed/),
  choice('/usage', 'State', /^Near/),
  choice('/reconciliation', 'State', 'With differences'),
  choice('/missing-events', 'State', 'Not billed'),
  choice('/unknown-numbers', 'State', 'All'),
  choice('/deliveries', 'State', 'All'),
  choice('/latency', 'Period', '7d'),
  choice('/sessions', 'State', 'Odd'),
  choice('/sessions', 'State', 'All'),
]

/** Orders by a column. */
export const ORDERS = [
  order('/errors', 'Events'),
  order('/alerts', 'Age'),
  order('/customers', 'Health'),
  order('/usage', 'Period ends'),
  order('/agents', 'Deployed'),
  order('/missing-events?period=7d', 'Age'),
  order('/unknown-numbers', 'Age'),
  order('/deliveries?state=all', 'Age'),
  order('/latency', 'Requests'),
  order('/sessions', 'Signed in'),
  order('/records/leads', 'created_at'),
  order('/audit', 'When'),
]

/** Filters and periods that are chosen from a menu. */
export const FILTERS = [
  filter('/errors', 'Type'),
  filter('/customers', 'Grade'),
  filter('/usage', 'Plan'),
  filter('/agents', 'Status'),
  filter('/reconciliation', 'Started'),
  filter('/missing-events?period=7d', 'Kind'),
  filter('/unknown-numbers', 'Event'),
  filter('/deliveries', 'Event'),
  filter('/sessions', 'Device'),
  filter('/audit', 'Act'),
  period('/webhooks', 'Any time', 'Last 7 days'),
  period('/missing-events', 'Last 24 hours', 'Last 7 days'),
  period('/deliveries', 'Any time', 'Last 7 days'),
  period('/audit', 'Any time', 'Last 7 days'),
]

/** How close the rows stand. */
export const DENSITIES = [density('/webhooks'), density('/customers'), density('/audit')]
