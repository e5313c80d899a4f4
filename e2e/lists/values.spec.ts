import { takeCustomer } from '../customers/customers'
import { insertErrors, panelOf, rowsWith } from '../errors/errors'
import { openPalette } from '../support/screen'
import { expect, test } from '../support/test'

test('every time that a column can hold is called what it is, in lists, details, filters and files', async ({
  admin,
  database,
  marker,
}) => {
  const times = ['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '12000-01-01 00:00:00+00']
  await insertErrors(database, marker, times.length, (index) => ({
    message: `${marker} at ${times[index]}`,
    created_at: times[index],
  }))
  await admin.goto(`/errors?view=rows&type=${marker}&state=all`)
  const rows = rowsWith(admin, marker)
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(0)).toContainText('infinity')
  await expect(rows.nth(1)).toContainText('year 12000')
  await expect(rows.nth(2)).toContainText('44 BC')
  await expect(rows.nth(3)).toContainText('−infinity')
  await rows.nth(2).getByRole('link', { name: marker }).click()
  await expect(panelOf(admin)).toContainText('Mar 15, 44 BC, 12:00:00')
  const csv = await (
    await admin.request.get(`/export/errors?view=rows&type=${marker}&state=all&format=csv`)
  ).text()
  for (const cell of ['infinity', '12000-01-01 00:00:00', '0044-03-15 12:00:00 BC', '−infinity'])
    expect(csv).toContain(`,${cell}`)
  await admin.goto(`/records/error_logs?error_type=${marker}&created_at.before=0001-01-01`)
  await expect(admin.getByRole('row').filter({ hasText: marker })).toHaveCount(2)
})

test('a name turns nothing beside it, and is found without its accents and by either apostrophe', async ({
  admin,
  database,
  marker,
}) => {
  const name = `Pe\u00f1a \u202eO\u2019Brien ${marker}`
  await takeCustomer(database, 11, name, { score: 50, grade: 'F', risk_level: 'high' })
  await admin.goto(`/customers?q=${encodeURIComponent(`o'brien ${marker}`)}`)
  const row = admin.getByRole('table', { name: 'customers' }).getByRole('row').filter({ hasText: marker })
  await expect(row).toHaveCount(1)
  const sign = row.locator('[data-sign="U+202E"]').first()
  await expect(sign).toBeVisible()
  expect(await sign.evaluate((element) => getComputedStyle(element).unicodeBidi)).toBe('isolate')
  expect(await row.locator('bdi').first().textContent()).toBe(name)
  for (const typed of [
    `pena ${String.fromCodePoint(0x202e)}O'Brien ${marker}`,
    `Pen\u0303a O\u2019Brien ${marker}`,
  ]) {
    await admin.goto(`/customers?q=${encodeURIComponent(typed)}`)
    await expect(row).toHaveCount(1)
  }
  const palette = await openPalette(admin)
  await palette.getByRole('combobox').fill(`pena o'brien ${marker}`)
  await expect(palette.getByRole('option').filter({ hasText: marker })).toHaveCount(1)
})

test('what changes by itself is kept from translators', async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 1)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await expect(rowsWith(admin, marker).locator('time')).toHaveAttribute('translate', 'no')
  for (const part of [admin.locator('tbody'), admin.getByText(/^1 unresolved/).first()])
    expect(
      await part.first().evaluate((element) => (element as HTMLElement).closest('[translate=no]') !== null),
    ).toBe(true)
})
