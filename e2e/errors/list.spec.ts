import { expect, test } from '../support/test'

test('a new error is on the list', async ({ admin, database, marker }) => {
  await database.insert('error_logs', { error_type: marker, message: `${marker} happened` })
  await admin.goto(`/errors?type=${marker}`)
  await expect(admin.getByRole('row', { name: marker })).toBeVisible()
})
