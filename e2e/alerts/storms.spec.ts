import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { focusFirstRow, noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { choice, insertAlerts, rowsWith } from './alerts'

const STORM = 7

async function insertStorm(database: Rest, marker: string) {
  const customers = await database.select('customer_list', { order: 'user_id', limit: '3' })
  return insertAlerts(database, marker, STORM, (index) => ({
    severity: 'critical',
    user_id: customers[index % customers.length]?.user_id,
    created_at: new Date(Date.now() - (index + 1) * 60_000).toISOString(),
  }))
}

const openOf = async (database: Rest, marker: string) =>
  (await database.select('ops_alerts', { alert_type: `eq.${marker}`, acknowledged_at: 'is.null' })).length

test('a storm is one row that can be unfolded, acknowledged as one and taken back, by keyboard', async ({
  admin,
  database,
  marker,
}) => {
  await insertStorm(database, marker)
  await admin.goto(`/alerts?type=${marker}`)
  await expect(admin.getByText(`${marker} × ${STORM}, 3 customers`)).toBeVisible()
  await choice(admin, 'View', 'Storms grouped').click()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
  await expect(rowsWith(admin, marker)).toContainText('3 customers')
  await focusFirstRow(admin)
  await admin.keyboard.press('Enter')
  await expect(rowsWith(admin, `${marker} number`)).toHaveCount(STORM + 1)
  await expectAccessible(admin)
  await focusFirstRow(admin)
  await insertAlerts(database, marker, 1, () => ({ message: `${marker} came later` }))
  await admin.keyboard.press('a')
  await expect(noticesOf(admin).getByText(`${STORM} alerts of ${marker} acknowledged`)).toBeVisible()
  await expect.poll(() => openOf(database, marker)).toBe(1)
  await expect(rowsWith(admin, 'came later')).toHaveCount(1)
  await admin.keyboard.press('u')
  await expect(noticesOf(admin).getByText(`${STORM} alerts of ${marker} unacknowledged`)).toBeVisible()
  await expect.poll(() => openOf(database, marker)).toBe(STORM + 1)
})

test(
  'the second of two admins sees who acknowledged a storm first',
  further,
  async ({ admin, support, database, marker }) => {
    await insertStorm(database, marker)
    const button = `Acknowledge ${STORM} ${marker}`
    for (const page of [admin, support]) {
      await page.goto(`/alerts?type=${marker}&view=storms`)
      await expect(page.getByRole('button', { name: button })).toBeVisible()
    }
    await admin.getByRole('button', { name: button }).click()
    await expect(noticesOf(admin).getByText(`${STORM} alerts of ${marker} acknowledged`)).toBeVisible()
    await support.getByRole('button', { name: button }).click()
    await expect(
      noticesOf(support).getByText(
        new RegExp(`The storm of ${marker} was already acknowledged by admin, .* UTC`),
      ),
    ).toBeVisible()
  },
)

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a storm and the states fit', async ({ admin, database, marker }) => {
    await insertStorm(database, marker)
    await admin.goto(`/alerts?type=${marker}&view=storms`)
    await expect(admin.getByRole('button', { name: `Acknowledge ${STORM} ${marker}` })).toBeInViewport()
    const overflow = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(admin)
  })
})
