import { randomUUID } from 'node:crypto'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertError, insertErrors, panelOf, rowsWith } from './errors'

const evidence = {
  stack_trace: 'Error: refused\n    at handler (/srv/api/calls.ts:18:9)',
  request_body: { seconds: 94, outcome: 'after hours' },
}

test('an error opens beside its list, moves to the neighbours, and closes', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 3, () => evidence)
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await rowsWith(admin, 'number 1').getByRole('link').click()
  const panel = panelOf(admin)
  await expect(panel.getByText(`${marker} number 1`)).toBeVisible()
  await expect(panel.getByText('at handler (/srv/api/calls.ts:18:9)')).toBeVisible()
  await expect(panel.getByText('after hours')).toBeVisible()
  await expect(panel.getByText('1 of 3 on this page')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  await panel.getByRole('link', { name: 'Next row' }).click()
  await expect(panel.getByText(`${marker} number 2`)).toBeVisible()
  await admin.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(admin).toHaveURL(`/errors?view=rows&type=${marker}`)
  await expect(rowsWith(admin, marker)).toHaveCount(3)
})

test('an error is a page of its own when its address is opened', async ({ admin, database, marker }) => {
  const error = await insertError(database, marker, evidence)
  await admin.goto(`/errors/${error.id}`)
  await expect(admin.getByRole('heading', { name: marker })).toBeVisible()
  await expect(admin.getByText('Unresolved')).toBeVisible()
  await expect(admin.getByText('No activity yet.')).toBeVisible()
  await expect(admin.getByRole('table', { name: 'errors' })).toHaveCount(0)
})

test('its request body opens, closes and reveals by keyboard', async ({ admin, database, marker }) => {
  const error = await insertError(database, marker, {
    request_body: { call: { meta: { only: { seconds: 94 } } }, from_number: '+18285550142', note: 'late' },
  })
  await admin.goto(`/errors/${error.id}`)
  const tree = admin.getByRole('tree', { name: 'Request body' })
  const item = (name: string) => tree.getByRole('treeitem', { name })
  await expect(item('call 1 key')).toHaveAttribute('aria-expanded', 'true')
  await expect(item('meta 1 key')).toHaveAttribute('aria-expanded', 'false')
  await tree.focus()
  await admin.keyboard.press('ArrowDown')
  await admin.keyboard.press('ArrowRight')
  // A branch that is the only entry of its branch opens with it.
  await expect(item('seconds 94')).toBeVisible()
  await admin.keyboard.press('ArrowLeft')
  await expect(item('seconds 94')).toBeHidden()
  await admin.keyboard.press('Home')
  await admin.keyboard.press('Enter')
  await expect(item('meta 1 key')).toBeHidden()
  await admin.keyboard.press('Tab')
  await expect(item('from_number').getByRole('button', { name: 'Reveal from_number' })).toBeFocused()
  await admin.keyboard.press('Enter')
  await expect(item('from_number')).toContainText('+18285550142')
  await expect(item('note')).toContainText('late')
})

for (const [what, id] of [
  ['an id that names nothing', randomUUID()],
  ['something that is no id', 'not-an-id'],
] as const) {
  test(`an error’s page says that there is no such error for ${what}`, async ({ admin }) => {
    await admin.goto(`/errors/${id}`)
    await expect(admin.getByText('Error not found')).toBeVisible()
    await admin.getByRole('link', { name: 'Back to the list' }).click()
    await expect(admin.getByRole('heading', { name: 'Errors' })).toBeVisible()
  })
}

test(
  'an error that has gone meanwhile says so beside the list',
  further,
  async ({ admin, database, marker }) => {
    const error = await insertError(database, marker)
    await admin.goto(`/errors?view=rows&type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await database.request('DELETE', `/rest/v1/error_logs?id=eq.${error.id}`)
    await rowsWith(admin, marker).getByRole('link').click()
    await expect(panelOf(admin).getByText('Error not found')).toBeVisible()
    await panelOf(admin).getByRole('link', { name: 'Close' }).click()
    await expect(panelOf(admin)).toBeHidden()
    await expect(admin.getByRole('table', { name: 'errors' })).toBeVisible()
  },
)
