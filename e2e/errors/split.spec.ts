import { expectAccessible } from '../support/accessibility'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { groupsWith, insertError, insertErrors, panelOf } from './errors'

test('a group is split by an endpoint: the next event begins the new group, until undo', async ({
  admin,
  database,
  marker,
}) => {
  const [error] = await insertErrors(database, marker, 4, (index) => ({
    message: `Lost ${index + 1} calls of the line`,
    endpoint: index === 0 ? `/${marker}/left` : `/${marker}/right`,
  }))
  await admin.goto(`/errors?type=${marker}`)
  await groupsWith(admin, marker).getByRole('link').click()
  await panelOf(admin).getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Split by a value…' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Split this group by a value' })
  await expect(dialog).toContainText('No past event moves')
  await expect(
    dialog.getByRole('radio', { name: `Message Lost 2 calls of the line 1 of the latest 4` }),
  ).toBeVisible()
  await expectAccessible(admin)
  await dialog.getByRole('radio', { name: `/${marker}/left` }).check()
  await dialog.getByRole('button', { name: 'Split' }).click()
  await expect(noticesOf(admin).getByText('1 split made: it begins with the next event')).toBeVisible()
  await expect(panelOf(admin).getByText('begins with the next event, by admin')).toBeVisible()
  await expect(panelOf(admin).getByRole('listitem').filter({ hasText: 'split it' })).toBeVisible()

  const next = await insertError(database, marker, {
    message: 'Lost 9 calls of the line',
    endpoint: `/${marker}/left`,
  })
  expect(next.group_id).not.toBe(error?.group_id)
  await admin.goto(`/errors?type=${marker}`)
  await expect(groupsWith(admin, marker)).toHaveCount(2)
  await expect(groupsWith(admin, 'Lost * call of the line').getByText('4 texts')).toBeVisible()
  const part = groupsWith(admin, 'Lost 9 calls of the line')
  await expect(part).toContainText(`/${marker}/left`)
  await part.getByRole('link').click()
  await expect(panelOf(admin).getByText('split off another group')).toBeVisible()
  await panelOf(admin)
    .getByRole('button', { name: `Undo the split by /${marker}/left` })
    .click()
  await expect(noticesOf(admin).getByText('1 split undone')).toBeVisible()
  const later = await insertError(database, marker, {
    message: 'Lost 10 calls of the line',
    endpoint: `/${marker}/left`,
  })
  expect(later.group_id).toBe(error?.group_id)
})

test('a group whose events are alike cannot be split, and a split by a text never sends the text', async ({
  admin,
  database,
  marker,
}) => {
  const same = await insertError(database, marker, { message: 'The one and only' })
  await admin.goto(`/errors/${same.group_id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await expect(admin.getByRole('menuitem', { name: 'Merge into another group…' })).toBeVisible()
  await expect(admin.getByRole('menuitem', { name: 'Split by a value…' })).toHaveCount(0)

  const [secret] = await insertErrors(database, `${marker} b`, 2, (index) => ({
    message: `No owner of +1 828 555 014${index}`,
  }))
  const page = await admin.goto(`/errors/${secret?.group_id}`)
  await admin.getByRole('button', { name: 'More actions' }).click()
  await admin.getByRole('menuitem', { name: 'Split by a value…' }).click()
  await expect(admin.getByRole('dialog').getByText('No owner of +1 828 ••• ••40')).toBeVisible()
  expect(await page?.text()).not.toContain('555 014')
})
