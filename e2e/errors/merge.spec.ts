import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { groupsWith, insertError, insertErrors, panelOf, resolveWith, storedError } from './errors'

const lost = (index: number) => ({ message: `Lost ${index + 1} calls of the line` })
const late = (index: number) => ({ message: `Late by ${index + 1} seconds on the line` })

async function openMerge(page: Page) {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Merge into another group…' }).click()
}

test('the list and the detail show the pattern and how many texts a group holds', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 3, lost)
  await insertError(database, marker, { message: 'The one and only text' })
  await insertErrors(database, marker, 103, late)
  await admin.goto(`/errors?type=${marker}`)
  await expect(groupsWith(admin, 'Lost * call of the line').getByText('3 texts')).toBeVisible()
  await expect(groupsWith(admin, 'Late by * on the line').getByText('100+ texts')).toBeVisible()
  await expect(groupsWith(admin, 'The one and only text')).not.toContainText('1 text')

  await groupsWith(admin, 'Lost *').getByRole('link').click()
  await expect(panelOf(admin).getByText('Lost * call of the line, 3 texts')).toBeVisible()

  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, 'Lost *').getByRole('checkbox').check()
  await groupsWith(admin, 'The one').getByRole('checkbox').check()
  await admin.getByRole('button', { name: 'Resolve 2' }).click()
  await expect(
    admin.getByText('This resolves 4 unresolved errors; the groups hold 4 different texts.'),
  ).toBeVisible()
})

test('selected groups are merged into one, which counts and resolves all, until undo', async ({
  admin,
  database,
  marker,
}) => {
  const [error] = await insertErrors(database, marker, 3, lost)
  const [other] = await insertErrors(database, marker, 2, late)
  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, 'Lost *').getByRole('checkbox').check()
  await expect(admin.getByRole('button', { name: 'Merge' })).toHaveCount(0)
  await groupsWith(admin, 'Late by *').getByRole('checkbox').check()
  await admin.getByRole('button', { name: 'Merge 2' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Merge 2 groups' })
  await expect(dialog.getByRole('radio', { name: 'Lost *' })).toBeChecked()
  await expectAccessible(admin)
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(noticesOf(admin).getByText('1 group merged')).toBeVisible()
  await expect(groupsWith(admin, marker)).toHaveCount(1)
  await expect(groupsWith(admin, marker).getByRole('cell', { name: '5', exact: true })).toBeVisible()

  // A later event of the one that was merged counts there, and the old address leads there.
  await insertError(database, marker, { message: 'Late by 77 seconds on the line' })
  await admin.goto(`/errors/${other?.group_id}`)
  await expect(admin.getByText('6, 6 unresolved')).toBeVisible()
  await expect(admin.getByRole('listitem').filter({ hasText: 'merged groups' })).toBeVisible()
  await admin.getByRole('button', { name: 'Resolve all 6' }).click()
  await resolveWith(admin, `${marker} mended`)
  await expect(noticesOf(admin).getByText('1 group resolved')).toBeVisible()
  expect((await storedError(database, other?.id ?? '')).resolution_notes).toBe(`${marker} mended`)
  expect((await storedError(database, other?.id ?? '')).group_id).toBe(other?.group_id)
  await noticesOf(admin).getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('1 group reopened')).toBeVisible()

  const merged = admin.getByRole('listitem').filter({ hasText: 'Late by * on the line' })
  await merged.getByRole('button', { name: `Undo the merge of ${marker}` }).click()
  await expect(noticesOf(admin).getByText('1 group stands by itself again')).toBeVisible()
  await admin.goto(`/errors?type=${marker}`)
  await expect(
    groupsWith(admin, 'Lost *').getByRole('cell', { name: '3', exact: true }).first(),
  ).toBeVisible()
  await expect(groupsWith(admin, 'Late by *')).toHaveCount(1)
  const audited = await database.select('audit_trail', {
    entity_id: `in.(${error?.group_id},${other?.group_id})`,
    action: 'like.error_group.*merged',
    order: 'created_at',
  })
  expect(audited.map(({ action }) => action)).toEqual(['error_group.merged', 'error_group.unmerged'])
})

test(
  'the group on screen is merged into a similar one or into one by its address, and undone from the notice',
  further,
  async ({ admin, database, marker }) => {
    await insertErrors(database, marker, 3, lost)
    const [other] = await insertErrors(database, marker, 2, late)
    const far = await insertError(database, `${marker} far`, { message: 'Elsewhere entirely' })
    await admin.goto(`/errors?type=${marker}`)
    await groupsWith(admin, 'Late by *').getByRole('link').click()
    await openMerge(admin)
    const dialog = admin.getByRole('dialog', { name: 'Merge this group into another' })
    await expect(dialog.getByRole('radio', { name: 'Lost *' })).toBeVisible()
    const field = dialog.getByLabel('Or another group, by its address or id')
    await field.fill('nothing of the kind')
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('Paste the address or the id of another error group.')
    await field.fill(other?.group_id ?? '')
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await field.fill(`http://127.0.0.1/errors/${far.group_id}?x=1`)
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expect(noticesOf(admin).getByText('1 group merged')).toBeVisible()
    await expect(panelOf(admin).getByRole('heading', { name: `${marker} far` })).toBeVisible()
    await noticesOf(admin).getByRole('button', { name: 'Undo' }).click()
    await expect(noticesOf(admin).getByText('1 group stands by itself again')).toBeVisible()
    await admin.goto(`/errors?type=${marker}`)
    await expect(groupsWith(admin, 'Late by *')).toHaveCount(1)
  },
)

test(
  'who merges what a colleague has merged already hears of it',
  further,
  async ({ admin, database, marker }) => {
    await insertErrors(database, marker, 3, lost)
    const [other] = await insertErrors(database, marker, 2, late)
    const far = await insertError(database, `${marker} far`, { message: 'Elsewhere entirely' })
    await admin.goto(`/errors?type=${marker}`)
    await groupsWith(admin, 'Lost *').getByRole('checkbox').check()
    await groupsWith(admin, 'Late by *').getByRole('checkbox').check()
    await admin.getByRole('button', { name: 'Merge 2' }).click()
    const second = await admin.context().newPage()
    await second.goto(`/errors/${other?.group_id}`)
    await openMerge(second)
    const theirs = second.getByRole('dialog', { name: 'Merge this group into another' })
    await theirs.getByLabel(/address or id/i).fill(far.group_id ?? '')
    await theirs.getByRole('button', { name: 'Merge' }).click()
    await expect(noticesOf(second).getByText('1 group merged')).toBeVisible()
    await second.close()
    await admin.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
    await expect(noticesOf(admin).getByText('No group merged')).toBeVisible()
    await expect(noticesOf(admin).getByText(/One was already merged by admin/)).toBeVisible()
  },
)
