import { expect, test } from '../support/test'
import { groupsWith, insertErrors } from './errors'

/** The variant of an id says by which rules it was made: 8 is the first version. */
function olderId() {
  const id = crypto.randomUUID()
  return `${id.slice(0, 14)}3${id.slice(15, 19)}8${id.slice(20)}`
}

test('while new rules divide older groups the list says how far it is, and old addresses lead to the new group', async ({
  admin,
  database,
  marker,
}) => {
  const old = olderId()
  await insertErrors(database, marker, 700, (index) => ({
    message: index % 10 === 0 ? `Late by ${index} seconds on the line` : `Lost ${index} calls of the line`,
  }))
  await database.rpc('group_by_older_rules', { wanted: marker, older_id: old })
  await admin.goto(`/errors?type=${marker}`)
  const notice = admin.getByRole('status').filter({ hasText: 'New rules group errors since' })
  await expect(notice).toContainText(/[1-9]\d* earlier events are still being regrouped \(\d+ % are\)/)
  await expect(async () => {
    await admin.reload()
    await expect(groupsWith(admin, marker)).toHaveCount(2, { timeout: 3000 })
    await expect(notice).toHaveCount(0, { timeout: 3000 })
  }).toPass()
  await expect(groupsWith(admin, 'Lost *').getByText('100+ texts')).toBeVisible()

  // Most of its events went there.
  await admin.goto(`/errors/${old}`)
  await expect(admin.getByText('630, 630 unresolved')).toBeVisible()
  await expect(admin.getByText('Lost * call of the line, 100+ texts')).toBeVisible()
})
