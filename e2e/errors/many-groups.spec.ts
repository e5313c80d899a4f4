import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { groupsWith, insertErrors, panelOf, resolveWith } from './errors'

const letter = (index: number) => String.fromCharCode(97 + index)

/** Two errors of each of so many kinds: names of their own, so that each kind is a group. */
const ofKinds = (kinds: number) => (index: number) => {
  const kind = index % kinds
  return { message: `Kind ${letter(Math.floor(kind / 26))}${letter(kind % 26)}x failed ${index} times` }
}

test('every group that matches is resolved with its errors, and undone', async ({
  admin,
  database,
  marker,
}) => {
  await insertErrors(database, marker, 110, ofKinds(55))
  await admin.goto(`/errors?type=${marker}`)
  await admin.getByRole('checkbox', { name: 'Select all 50 on this page' }).check()
  await admin.getByRole('button', { name: 'Select all groups that match' }).click()
  await admin.getByRole('button', { name: 'Resolve all 55 groups' }).click()
  await expect(admin.getByRole('dialog')).toContainText(
    'This resolves 110 unresolved errors; the groups hold 110 different texts. A new error reopens its group.',
  )
  await resolveWith(admin, `${marker} mended`)
  await expect(noticesOf(admin).getByText('55 groups resolved')).toBeVisible()
  await expect(admin.getByText('No matching error groups')).toBeVisible()
  const unresolved = () =>
    database.select('error_logs', { error_type: `eq.${marker}`, resolved_at: 'is.null', select: 'id' })
  expect(await unresolved()).toHaveLength(0)
  const [bulk] = await database.select('bulk_actions', { note: `eq.${marker} mended` })
  expect(bulk).toMatchObject({ list: 'error_groups', action: 'resolve', done: 55, undone: 0 })
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(noticesOf(admin).getByText('55 groups restored')).toBeVisible()
  expect(await unresolved()).toHaveLength(110)
})

test(
  'a snooze ends at a chosen time, or after a chosen number of events',
  further,
  async ({ admin, database, marker }) => {
    const [error] = await insertErrors(database, marker, 2, ofKinds(1))
    await admin.goto(`/errors?type=${marker}`)
    await groupsWith(admin, marker).getByRole('link').click()
    await panelOf(admin).getByRole('button', { name: 'Snooze' }).click()
    await admin.getByRole('menuitem', { name: 'Until…' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Snooze until' })
    await dialog.getByRole('button', { name: 'Snooze' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('A snooze needs an end.')
    await dialog.getByLabel('Time').fill('2020-01-01T08:00')
    await dialog.getByRole('button', { name: 'Snooze' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('The time must be ahead.')
    await expectAccessible(admin)
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16)
    await dialog.getByLabel('Time').fill(until)
    await dialog.getByLabel('More events').fill('37')
    await dialog.getByLabel('More customers').fill('4')
    await dialog.getByRole('button', { name: 'Snooze' }).click()
    await expect(noticesOf(admin).getByText('1 group snoozed')).toBeVisible()
    await expect(dialog).toBeHidden()
    const [state] = await database.select('error_group_states', { group_id: `eq.${error?.group_id}` })
    expect(state).toMatchObject({ snoozed_events: 39, snoozed_customers: 4 })
    expect(new Date(state?.snoozed_until ?? '').toISOString().slice(0, 16)).toBe(until)
  },
)
