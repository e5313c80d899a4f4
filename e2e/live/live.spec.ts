import type { Page } from '@playwright/test'
import { insertErrors, rowsWith } from '../errors/errors'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

/** How long a page may take to refresh by itself, which it does every 20 seconds at most. */
const BY_ITSELF = { timeout: 40_000 }

const pulses = (page: Page) => {
  const seen: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/pulse') seen.push(request.url())
  })
  return seen
}

/** Makes the browser think that the tab is in front or behind others. */
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

test('new rows wait behind their number, and nothing moves under the reader', async ({
  admin,
  database,
  marker,
}) => {
  const [newest, older] = await insertErrors(database, marker, 4)
  await admin.goto(`/errors?view=rows&state=all&type=${marker}`)
  const rows = rowsWith(admin, marker)
  await expect(rows).toHaveCount(4)
  const second = rows.nth(1)
  await expect(async () => {
    await admin.keyboard.press('k')
    await admin.keyboard.press('j')
    await expect(second).toBeFocused({ timeout: 500 })
  }).toPass()
  const place = await second.boundingBox()
  await database.insert('error_logs', [
    { error_type: marker, message: `${marker} late` },
    { error_type: marker, message: `${marker} later` },
  ])
  const news = admin.getByRole('button', { name: '2 new' })
  await expect(news).toBeVisible()
  await database.update(
    'error_logs',
    { id: `eq.${older?.id}` },
    { resolved_at: new Date().toISOString(), resolution_notes: 'by hand' },
  )
  await expect(second.getByText(/^Resolved/)).toBeVisible(BY_ITSELF)
  await expect(rows).toHaveCount(4)
  await expect(second).toBeFocused()
  expect(await second.boundingBox()).toEqual(place)
  await expect(rows.first()).toContainText(newest?.message ?? '')
  await news.click()
  await expect(rows).toHaveCount(6)
  await expect(news).toBeHidden()
})

test('a row that a colleague dealt with stays where it is, and says that it has left', async ({
  admin,
  database,
  marker,
}) => {
  const errors = await insertErrors(database, marker, 3)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  await database.update(
    'error_logs',
    { id: `eq.${errors[1]?.id}` },
    { resolved_at: new Date().toISOString(), resolution_notes: 'by hand' },
  )
  await expect(admin.getByTitle('No longer in this list')).toContainText(`${marker} number 2`, BY_ITSELF)
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  await admin.reload()
  await expect(rowsWith(admin, marker)).toHaveCount(2)
})

test('of two tabs one asks, and the other goes on when it is closed', further, async ({ admin }) => {
  await admin.goto('/errors')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  const other = await admin.context().newPage()
  const asked = pulses(other)
  await other.goto('/alerts')
  await expect(other.getByText(/^Live · /)).toBeVisible()
  expect(asked).toEqual([])
  const takesOver = other.waitForRequest((request) => new URL(request.url()).pathname === '/pulse')
  await admin.close()
  await takesOver
})

test('a hidden tab rests, and catches up at once when it is looked at', async ({
  admin,
  database,
  marker,
}) => {
  await admin.goto('/customers')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await setHidden(admin, true)
  const asked = pulses(admin)
  await expect(admin.getByText(/^Live · (1\d|2\d)s ago/)).toBeVisible()
  expect(asked).toEqual([])
  await database.insert('ops_alerts', { alert_type: marker, severity: 'critical', message: marker })
  await setHidden(admin, false)
  await expect(admin.getByText(/^Live · [0-4]s ago/)).toBeVisible()
  await expect(admin).toHaveTitle(/^\(\d+\) Customer health · Kryonex Ops$/)
})

test('a new version asks for a reload, and keeps what was typed', async ({ admin, database, marker }) => {
  const [error] = await insertErrors(database, marker, 1)
  await admin.goto(`/errors/${error?.id}`)
  await admin.getByLabel('Comment').fill('half a thought')
  await admin.route('/pulse', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), build: 'another' } })
  })
  const notice = admin.getByRole('status').filter({ hasText: 'A new version is available.' })
  await expect(notice).toBeVisible()
  await admin.unrouteAll({ behavior: 'wait' })
  await notice.getByRole('button', { name: 'Reload' }).click()
  await expect(notice).toBeHidden()
  await expect(admin.getByLabel('Comment')).toHaveValue('half a thought')
})

test('signals of critical alerts are off until somebody turns them on, and stay on', async ({ admin }) => {
  await admin.goto('/')
  const account = admin.getByRole('button', { name: /^Account: / })
  await account.click()
  const sound = admin.getByRole('menuitemcheckbox', { name: 'Sound for critical alerts' })
  await expect(sound).not.toBeChecked()
  await sound.click()
  await expect(sound).toBeChecked()
  await admin.reload()
  await account.click()
  await expect(sound).toBeChecked()
})
