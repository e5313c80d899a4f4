import type { Page } from '@playwright/test'
import { domainOf } from '@/lib/tables'
import { expectAccessible } from '../support/accessibility'
import { casesOf, grid } from '../support/grid'
import type { Rest } from '../support/rest'
import { expect, test } from '../support/test'
import { TABLES } from './records'

const PART = 11

/** A browser that has been here before opens a table in half the time: a test opens some of them, not one. */
const cases = casesOf(TABLES, domainOf)
const parts = Array.from({ length: Math.ceil(cases.length / PART) }, (_, at) =>
  cases.slice(at * PART, (at + 1) * PART),
)

async function opens(admin: Page, database: Rest, table: (typeof TABLES)[number]) {
  const [row] = await database.select(table, { limit: '1' })
  expect(row, 'the sample data has rows').toBeDefined()
  await admin.goto(`/records/${table}`)
  await expect(admin.getByRole('heading', { name: table, exact: true })).toBeVisible()
  const rows = admin.getByRole('table', { name: `rows of ${table}` }).locator('tbody tr')
  await rows.first().getByRole('link').first().click()
  const panel = admin.getByRole('region', { name: 'Row' })
  await expect(panel.getByRole('heading', { name: 'Rows that lead here' })).toBeVisible()
  const terms = (await panel.getByRole('term').allTextContents()).map((term) => term.split(' (')[0])
  expect(terms).toEqual(expect.arrayContaining(Object.keys(row ?? {})))
  await expect(panel.getByText('could not be loaded')).toHaveCount(0)
}

for (const tables of parts) {
  test(
    `open, and one row of each with all its columns: ${tables.join(', ')}`,
    grid,
    async ({ admin, database }) => {
      test.setTimeout(180_000)
      for (const table of tables) await test.step(table, () => opens(admin, database, table))
    },
  )
}

test('the index of records lists every table with its contents, and typing filters it', async ({ admin }) => {
  await admin.goto('/records')
  const main = admin.getByRole('main')
  for (const table of TABLES) {
    await expect(main.getByRole('link', { name: new RegExp(`^${table} `) })).toBeVisible()
  }
  await expectAccessible(admin)
  await admin.getByRole('searchbox', { name: 'Find a table' }).fill('referral program')
  await expect(main.getByRole('link', { name: /^leads / })).toBeHidden()
  await admin.getByRole('searchbox', { name: 'Find a table' }).fill('opt_out')
  await main.getByRole('link', { name: /^sms_opt_out / }).click()
  await expect(admin).toHaveURL('/records/sms_opt_out')
})

test('a record that does not exist has a page that leads on', async ({ admin }) => {
  await admin.goto('/records/pg_class')
  await expect(admin.getByText('Table not found').filter({ visible: true })).toBeVisible()
  await admin.getByRole('link', { name: 'All tables' }).click()
  await expect(admin).toHaveURL('/records')
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await admin.goto(`/records/leads/${id}`)
    await expect(admin.getByText('Row not found').filter({ visible: true })).toBeVisible()
  }
})
