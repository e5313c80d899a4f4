import { insertErrors } from '../errors/errors'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { insertSettled } from '../webhooks/webhooks'

const box = (page: import('@playwright/test').Page) =>
  page.getByRole('combobox', { name: 'Key, phone or error' })

test('key:value in the search box becomes the list’s filters, the rest is searched for', async ({
  admin,
  database,
  marker,
}) => {
  await insertSettled(database, marker, 'failed', 2)
  await admin.goto('/webhooks')
  await box(admin).fill(`event:${marker} is:failed ${marker}:2`)
  await box(admin).press('Enter')
  await expect(admin).toHaveURL(new RegExp(`event_type=${marker}`))
  await expect(admin).toHaveURL(/state=failed/)
  await expect(box(admin)).toHaveValue(`${marker}:2`)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
  await expect(admin.getByRole('button', { name: 'Clear the filter Event' })).toBeVisible()
})

test('the search box completes keys and values by keyboard', async ({ admin, database, marker }) => {
  await insertSettled(database, marker, 'failed', 3)
  await admin.goto('/webhooks?state=failed')
  await box(admin).pressSequentially('ev')
  await expect(admin.getByRole('option', { name: 'event:' })).toBeVisible()
  await box(admin).press('ArrowDown')
  await box(admin).press('Enter')
  await expect(box(admin)).toHaveValue('event:')
  await box(admin).pressSequentially(marker.slice(0, 9))
  await expect(admin.getByRole('option')).toHaveText(`event:${marker}3`)
  await box(admin).press('ArrowDown')
  await box(admin).press('Enter')
  await expect(admin).toHaveURL(new RegExp(`event_type=${marker}`))
  await expect(box(admin)).toHaveValue('')
  await expect(box(admin)).toBeFocused()
})

test('a customer is found by name, and a value that a key does not take is named', async ({
  admin,
  database,
}) => {
  const [customer] = await database.select('profiles', { role: 'eq.user', order: 'email', limit: '1' })
  await admin.goto('/webhooks')
  await box(admin).fill(`customer:"${customer?.business_name}" `)
  await expect(admin).toHaveURL(new RegExp(`customer=${customer?.user_id}`))
  await box(admin).fill('is:broken')
  await box(admin).press('Enter')
  await expect(noticesOf(admin).getByText('is:broken was not understood')).toBeVisible()
  await expect(box(admin)).toHaveValue('is:broken')
})

const PASTED = 'Unexpected token "x" in JSON:\n  at position 4,  col\u00a05 type:none'

async function paste(
  page: import('@playwright/test').Page,
  into: import('@playwright/test').Locator,
  text: string,
) {
  await into.fill('')
  await into.focus()
  await page.evaluate((given) => {
    const data = new DataTransfer()
    data.setData('text', given)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

test('a message is found as it is pasted, while one types and on Enter, in groups and in rows', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 1, () => ({ message: `${marker} ${PASTED}` }))
  await insertErrors(database, marker, 1, () => ({ message: `${marker} something else` }))
  for (const view of ['rows', 'groups']) {
    await admin.goto(`/errors?view=${view}&type=${marker}&state=all`)
    const search = admin.locator('[data-list-search]:visible')
    const rows = admin.locator('tr[data-row]:visible')
    await expect(rows).toHaveCount(2)
    await paste(admin, search, PASTED)
    const line = 'Unexpected token "x" in JSON: at position 4,  col\u00a05 type:none'
    await expect(search).toHaveValue(line)
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('Unexpected token')
    const live = admin.url()
    await search.press('Enter')
    await expect(search).toHaveValue(line)
    await expect(rows).toHaveCount(1)
    expect(admin.url()).toBe(live)
  }
})

test('what was copied from the screen is found by what it shows, and dots that no mask writes are not understood', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 2, (index) => ({
    message: `${marker} call to ${index === 0 ? '(828) 555-0142' : '+18285550177'} failed`,
  }))
  const found = async (typed: string) => {
    await admin.goto(`/errors?view=rows&type=${marker}&state=all&q=${encodeURIComponent(typed)}`)
    await expect(
      admin.getByRole('table', { name: 'errors' }).or(admin.getByText('No matching errors')).first(),
    ).toBeVisible()
    return admin.locator('tr[data-row]:visible').count()
  }
  expect(await found('call to 828 ••• ••42 failed')).toBe(1)
  expect(await found('+1 828 ••• ••77')).toBe(1)
  expect(await found('828-555-0142')).toBe(1)
  expect(await found('828 ••• ••43')).toBe(0)
  await expect(admin.getByText('Not understood in the address')).toHaveCount(0)
  expect(await found('+1 828 5•• ••42')).toBe(0)
  await expect(admin.getByText('Not understood in the address, so left out: q')).toBeVisible()
})

test('a search for masked text that stops before its end says so, and is not exported', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 1_000, () => ({
    message: `${marker} call to (828) 555-0142 failed`,
    resolved_at: new Date().toISOString(),
    resolution_notes: 'by hand',
  }))
  const query = `view=rows&state=all&q=${encodeURIComponent(`${marker} call to 828 ••• ••42`)}`
  const limit = admin.getByText('only the first 995 were searched')
  await admin.goto(`/errors?${query}`)
  await expect(limit).toBeVisible()
  const file = await admin.request.get(`/export/errors?format=csv&${query}`)
  expect(file.status(), 'a file that would lack rows').toBe(400)
  expect(await file.text()).toContain('only the first 995 were searched')
  await admin.goto(`/errors?${query}&type=${marker}-none`)
  await expect(admin.getByText('No matching errors')).toBeVisible()
  await expect(limit).toHaveCount(0)
})
