import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertError, insertErrors, rowsWith } from './errors'

test('the list shows unresolved errors, newest first', async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 3)
  await insertError(database, marker, { message: 'long gone', resolved_at: new Date().toISOString() })
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await expect(rowsWith(admin, marker)).toContainText(['number 1', 'number 2', 'number 3'])
  await expect(admin.getByText('3 unresolved')).toBeVisible()
  await admin.getByRole('link', { name: 'All', exact: true }).click()
  await expect(rowsWith(admin, 'long gone')).toBeVisible()
  await admin.getByRole('link', { name: 'Resolved', exact: true }).click()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
})

test('ages are right in the document that the server sends', async ({ admin, database, marker }) => {
  const at = new Date(Date.now() - 2 * 3_600_000 - 10_000).toISOString()
  await insertError(database, marker, { created_at: at })
  const document = await (await admin.request.get(`/errors?view=rows&type=${marker}`)).text()
  expect(document).toMatch(/<time[^>]*>2h<span/)
})

test('the list of errors finds words in messages', async ({ admin, database, marker }) => {
  await insertErrors(database, 'e2e_search', 3, (index) => ({
    message: `${marker} ${['one', 'two', 'three'][index]}`,
  }))
  await admin.goto('/errors?view=rows')
  await admin.getByLabel('Search messages').fill(`${marker} t`)
  await expect(rowsWith(admin, marker)).toHaveCount(2)
  await expect(admin).toHaveURL(/[?&]q=/)
  await admin.getByLabel('Search messages').fill(`${marker} nowhere`)
  await expect(admin.getByText('No matching errors')).toBeVisible()
  await admin.getByRole('link', { name: 'Clear filters' }).click()
  await expect(admin).toHaveURL(/\/errors\?view=rows$/)
})

test('errors are filtered by type, endpoint and time, and stay so through a reload', async ({
  admin,
  database,
  marker,
}) => {
  const types = [`${marker}_a`, `${marker}_b`]
  await insertErrors(database, marker, 4, (index) => ({
    error_type: types[index % 2],
    endpoint: index < 2 ? '/api/left' : '/api/right',
    created_at: new Date(Date.now() - (index === 2 ? 48 : 0) * 3_600_000).toISOString(),
  }))
  await admin.goto(`/errors?view=rows&q=${marker}`)
  await expect(rowsWith(admin, marker)).toHaveCount(4)

  await admin.getByRole('button', { name: 'Type', exact: true }).click()
  const first = admin.getByRole('menuitemcheckbox', { name: types[0] })
  await expect(first).toContainText('2')
  await first.click()
  await admin.keyboard.press('Escape')
  await expect(rowsWith(admin, marker)).toHaveCount(2)

  await admin.getByRole('button', { name: 'Any time' }).click()
  await admin.getByRole('menuitem', { name: 'Last 24 hours' }).click()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
  await admin.reload()
  await expect(rowsWith(admin, '/api/left')).toHaveCount(1)
  await expect(admin.getByRole('button', { name: 'Last 24 hours' })).toBeVisible()

  await admin.getByRole('button', { name: 'Clear the filter Type' }).click()
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  await admin.getByRole('button', { name: 'Endpoint', exact: true }).click()
  await admin.getByRole('menuitemcheckbox', { name: '/api/right' }).click()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
})

test('errors sort by either column, both ways', further, async ({ admin, database, marker }) => {
  await insertErrors(database, marker, 3, (index) => ({ error_type: `${marker}_${'bca'[index]}` }))
  const inOrder = (letters: string) =>
    expect(rowsWith(admin, marker)).toContainText([...letters].map((letter) => `${marker}_${letter}`))
  await admin.goto(`/errors?view=rows&q=${marker}`)
  await inOrder('bca')
  await admin.getByRole('link', { name: 'Seen' }).click()
  await inOrder('acb')
  await admin.getByRole('link', { name: 'Type', exact: true }).click()
  await inOrder('cba')
  await admin.getByRole('link', { name: 'Type', exact: true }).click()
  await inOrder('abc')
  await expect(admin.getByRole('columnheader', { name: 'Type' })).toHaveAttribute('aria-sort', 'ascending')
})

test('the pages of errors have every row once, forward and back', async ({ admin, database, marker }) => {
  // All at the same moment, so that only the id keeps the pages apart.
  const at = new Date().toISOString()
  const inserted = await insertErrors(database, marker, 120, () => ({ created_at: at }))
  const pages: string[][] = []
  async function readPage(rows: number) {
    await expect(rowsWith(admin, marker)).toHaveCount(rows)
    pages.push(await admin.locator('[data-row]:visible').evaluateAll(idsOf))
  }
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await readPage(50)
  for (const rows of [50, 20]) {
    const before = admin.url()
    await admin.getByRole('link', { name: 'Next page' }).click()
    await expect(admin).not.toHaveURL(before)
    await readPage(rows)
  }
  await expect(admin.getByRole('link', { name: 'Next page' })).toHaveCount(0)
  expect(new Set(pages.flat())).toEqual(new Set(inserted.map(({ id }) => id)))
  await admin.getByRole('link', { name: 'Previous page' }).click()
  await readPage(50)
  expect(pages[3]).toEqual(pages[1])
  await admin.reload()
  await readPage(50)
  expect(pages[4]).toEqual(pages[1])
})

test('the list of errors leaves out parameters that it does not understand, and names them', async ({
  admin,
  database,
  marker,
}) => {
  await insertError(database, marker)
  await admin.goto(
    `/errors?view=rows&type=${marker}&state=bogus&customer=nobody&after=zzz&sort=1;drop&period=1y&colour=red`,
  )
  await expect(rowsWith(admin, marker)).toHaveCount(1)
  await expect(admin.getByText('Not understood in the address')).toHaveText(
    'Not understood in the address, so left out: state, customer, after, sort, period, colour',
  )
})

const idsOf = (rows: (HTMLElement | SVGElement)[]) => rows.map((row) => row.dataset.row ?? '')
