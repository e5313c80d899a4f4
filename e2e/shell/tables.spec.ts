import { ZONE_COOKIE } from '@/lib/format/zone'
import { insertErrors } from '../errors/errors'
import { expectAccessible } from '../support/accessibility'
import { LIST_PAGES } from '../support/paths'
import { sessionFile } from '../support/sessions'
import { expect, test } from '../support/test'

test('columns are hidden and resized, and the server remembers it', async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 2)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  const header = (name: string) => admin.getByRole('columnheader', { name, exact: true })
  await expect(header('Endpoint')).toBeVisible()
  await admin.getByRole('button', { name: 'Columns', exact: true }).click()
  await admin.getByRole('menuitemcheckbox', { name: 'Endpoint' }).click()
  await expect(header('Endpoint')).toHaveCount(0)
  await admin.getByRole('menuitemcheckbox', { name: 'Compact rows' }).click()
  await admin.keyboard.press('Escape')
  // The menu hands the focus back when it has closed.
  await expect(admin.getByRole('button', { name: 'Columns', exact: true })).toBeFocused()
  const width = async () => (await header('Type').boundingBox())?.width ?? 0
  const before = await width()
  const handle = admin.getByRole('separator', { name: 'Width of Type' })
  await handle.focus()
  await admin.keyboard.press('ArrowRight')
  await admin.keyboard.press('ArrowRight')
  await expect.poll(width).toBe(before + 32)
  await expectAccessible(admin)
  // The document as it arrives, before any script: nothing that moves.
  const html = await (await admin.request.get(admin.url())).text()
  expect(html).toMatch(/<html[^>]* data-density="compact"/)
  await admin.reload()
  await expect(header('Type')).toBeVisible()
  await expect(header('Endpoint')).toHaveCount(0)
  expect(await width()).toBe(before + 32)
  expect((await admin.locator('tr[data-row] td').first().boundingBox())?.height).toBeLessThan(30)
  await admin.getByRole('button', { name: 'Columns', exact: true }).click()
  await admin.getByRole('menuitem', { name: 'As they were' }).click()
  await expect(header('Endpoint')).toBeVisible()
})

test('header and first column stay in view of a table that is wider than the screen', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 40)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  const message = admin.getByRole('columnheader', { name: 'Message', exact: true })
  const handle = admin.getByRole('separator', { name: 'Width of Message' })
  const box = await handle.boundingBox()
  if (!box) throw new Error('The handle is not on screen.')
  await admin.mouse.move(box.x + 4, box.y + 8)
  await admin.mouse.down()
  await admin.mouse.move(box.x + 700, box.y + 8, { steps: 5 })
  await admin.mouse.up()
  await expect.poll(async () => (await message.boundingBox())?.width).toBeGreaterThan(700)
  const first = admin.getByRole('row').filter({ hasText: marker }).first().getByRole('link')
  const place = async () => (await first.boundingBox())?.x
  const before = await place()
  await first.hover()
  await admin.mouse.wheel(500, 600)
  await expect.poll(async () => (await message.boundingBox())?.x).toBeLessThan(200)
  expect(
    await admin.getByRole('row').filter({ hasText: marker }).last().getByRole('link').boundingBox(),
  ).toMatchObject({ x: before })
  await expect(admin.getByRole('columnheader', { name: 'Type', exact: true })).toBeInViewport()
})

test('a cell that is cut off tells its whole text on hover', async ({ admin, database, marker }) => {
  const text = `${marker} ${'a long story '.repeat(20)}and its end`
  await insertErrors(database, marker, 1, () => ({ message: text }))
  await admin.goto(`/errors?view=rows&type=${marker}`)
  const cell = admin.getByRole('cell').filter({ hasText: 'a long story' })
  const place = await cell.boundingBox()
  // Rows are on screen a moment before they follow the pointer.
  await expect(async () => {
    for (const step of [20, 22]) await admin.mouse.move((place?.x ?? 0) + step, (place?.y ?? 0) + 10)
    await expect(admin.locator('tr[data-row]')).toHaveAttribute('title', /and its end$/, { timeout: 500 })
  }).toPass()
})

test('times are those of the viewer, or UTC, on the server too', async ({ browser, database, marker }) => {
  const context = await browser.newContext({ storageState: sessionFile('admin'), timezoneId: 'Asia/Tokyo' })
  // The session was begun in another zone.
  await context.clearCookies({ name: ZONE_COOKIE })
  const page = await context.newPage()
  const [error] = await insertErrors(database, marker, 1, () => ({ created_at: '2024-03-01T20:15:00Z' }))
  await page.goto(`/errors?view=rows&type=${marker}`)
  // What streams in is in the document twice for a moment.
  const timed = (title: string) => page.getByTitle(title).filter({ visible: true })
  await expect(timed('Mar 2, 2024, 05:15:00 GMT+9')).toBeVisible()
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Times in UTC' }).click()
  await expect(timed('Mar 1, 2024, 20:15:00 UTC')).toBeVisible()
  await page.reload()
  await expect(timed('Mar 1, 2024, 20:15:00 UTC')).toBeVisible()
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Times in UTC' }).click()
  // The document as it arrives is in the viewer's zone already.
  const documentOf = async (path: string) => (await page.request.get(path)).text()
  expect(await documentOf(page.url())).toContain('05:15:00 GMT+9')
  expect(await documentOf(`/errors/${error?.id}`)).toContain('Mar 2, 2024, 05:15:00 GMT+9')
  const [customer] = await database.select('call_events', { limit: '1' })
  expect(await documentOf(`/customers/${customer?.user_id}`)).toContain('Asia/Tokyo')
  for (const { path } of LIST_PAGES) {
    expect(await documentOf(path), path).not.toMatch(/\d:\d\d:\d\d UTC/)
  }
  await context.close()
})

test('"?" explains the page and lists its keys, and a chart is a table on demand', async ({ admin }) => {
  await admin.goto('/webhooks')
  await expect(admin.getByRole('table', { name: 'webhooks' })).toBeVisible()
  const help = admin.getByRole('dialog')
  await expect(async () => {
    await admin.keyboard.press('?')
    await expect(help).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(help.getByRole('region', { name: 'About this page' })).toContainText(
    'See the backlog and the failures',
  )
  await expect(help.getByText('Requeue', { exact: true })).toBeVisible()
  await admin.keyboard.press('Escape')
  await admin.goto('/')
  const chart = admin.getByRole('figure', { name: 'Errors by type' })
  // A key works from the first pulse on.
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await chart.getByRole('button', { name: 'Show as a table' }).focus()
  await admin.keyboard.press('Enter')
  await expect(chart.getByRole('table', { name: 'Errors by type' }).getByRole('row').nth(1)).toBeVisible()
})
