import type { Page } from '@playwright/test'
import { insertAlerts } from '../alerts/alerts'
import { insertChurn } from '../churn/churn'
import { groupsWith, insertErrors } from '../errors/errors'
import { focusFirstRow, noticesOf, openPalette } from '../support/screen'
import { expect, test } from '../support/test'

/** Goes to a page as one does by keyboard: the palette, its name, Enter. */
async function goTo(page: Page, name: string, url: RegExp) {
  await openPalette(page)
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(url)
  await expect(page.locator('tr[data-row]:visible').first()).toBeVisible()
}

/** Types into the list's search box, which "/" leads to. */
async function search(page: Page, text: string) {
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(page.locator('[data-list-search]:visible')).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}

test('a storm is found, understood and dealt with by keyboard alone', async ({ admin, database, marker }) => {
  test.slow()
  await Promise.all(
    ['timed out', 'was refused', 'lost its way'].map((what, kind) =>
      insertErrors(database, `${marker}_${'abc'[kind]}`, 4, (index) => ({
        message: `${marker} call ${index + 100} ${what}`,
      })),
    ),
  )
  await insertAlerts(database, marker, 42, (index) => ({
    severity: 'critical',
    created_at: new Date(Date.now() - index * 20_000).toISOString(),
  }))
  const [churn] = await insertChurn(database, marker)

  await admin.goto('/')
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible()
  await goTo(admin, 'Errors', /\/errors/)
  await search(admin, marker)
  await expect(groupsWith(admin, marker)).toHaveCount(3)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(3)
  await focusFirstRow(admin)
  await admin.keyboard.press('Enter')
  await expect(
    admin.getByRole('region', { name: 'Error', exact: true }).getByText(marker).first(),
  ).toBeVisible()
  await admin.keyboard.press('Escape')
  await expect(admin.getByRole('region', { name: 'Error', exact: true })).toHaveCount(0)
  await focusFirstRow(admin)
  for (const key of ['x', 'j', 'x', 'j', 'x', 'e']) await admin.keyboard.press(key)
  await expect(admin.getByRole('dialog', { name: /Resolve 3/ })).toBeVisible()
  await admin.keyboard.type('The carrier is back')
  await admin.keyboard.press('Control+Enter')
  await expect(noticesOf(admin).getByText(/^3 .*resolved/)).toBeVisible()
  await expect(groupsWith(admin, marker)).toHaveCount(0)
  const unresolved = { error_type: `like.${marker}*`, resolved_at: 'is.null', select: 'id' }
  await expect.poll(async () => (await database.select('error_logs', unresolved)).length).toBe(0)

  await goTo(admin, 'Alerts', /\/alerts/)
  await search(admin, `type:${marker}`)
  const grouped = admin.getByRole('link', { name: 'Storms grouped' })
  await expect(grouped).toBeVisible()
  for (let presses = 0; presses < 60; presses++) {
    if (await grouped.evaluate((link) => link === document.activeElement)) break
    await admin.keyboard.press('Shift+Tab')
  }
  await admin.keyboard.press('Enter')
  await expect(admin).toHaveURL(/view=storms/)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
  await focusFirstRow(admin)
  await admin.keyboard.press('a')
  await expect(noticesOf(admin).getByText(`42 alerts of ${marker} acknowledged`)).toBeVisible()

  await goTo(admin, 'Churn', /\/churn/)
  await search(admin, `reason:${marker}`)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
  await focusFirstRow(admin)
  await admin.keyboard.press('e')
  await expect(admin.getByRole('dialog', { name: /Resolve/ })).toBeVisible()
  await admin.keyboard.press('Space')
  await admin.keyboard.press('Tab')
  await admin.keyboard.type('Called, they stay')
  await admin.keyboard.press('Control+Enter')
  await expect(noticesOf(admin).getByText('1 churn alert resolved')).toBeVisible()
  const [stored] = await database.select('churn_alerts', { id: `eq.${churn?.id}` })
  expect(stored).toMatchObject({ resolution_notes: 'Called, they stay', resolution_outcome: 'saved' })
})
