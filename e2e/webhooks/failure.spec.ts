import { expect, test } from '../support/faults'
import { further } from '../support/grid'
import { insertOne, requeueBecause, rowsWith, storedWebhook } from './webhooks'

test(
  'webhooks that cannot be read are a failure with a retry, never an empty queue',
  further,
  async ({ admin, database, faults, marker }) => {
    await insertOne(database, marker, 'failed')
    faults.cut('/rest/v1/rpc/list_webhooks')
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    await expect(admin.getByText('Webhooks could not be loaded')).toBeVisible()
    await expect(admin.getByText('No matching webhooks')).toHaveCount(0)
    await faults.restore()
    await admin.getByRole('button', { name: 'Try again' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
  },
)

test(
  'the tabs of webhooks stay when their counts fail',
  further,
  async ({ admin, database, faults, marker }) => {
    await insertOne(database, marker, 'failed')
    faults.cut('/rest/v1/rpc/list_facets')
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await expect(admin.getByRole('navigation', { name: 'State' }).getByRole('link')).toHaveText([
      'Pending?',
      'Failed?',
      'Processed?',
      'Skipped?',
      // Counted elsewhere, so that it is known.
      'Unknown number0',
      'All?',
    ])
  },
)

test('a requeue that does not reach the backend says so and keeps the reason', async ({
  admin,
  database,
  faults,
  marker,
}) => {
  const webhook = await insertOne(database, marker, 'failed')
  await admin.goto(`/webhooks/${webhook.id}`)
  await admin.getByRole('button', { name: 'Requeue' }).click()
  faults.cut('/rest/v1/rpc/requeue_webhooks')
  await requeueBecause(admin, 'worth keeping')
  await expect(admin.getByText('The backend cannot be reached.').first()).toBeVisible()
  await expect(admin.getByLabel('Reason')).toHaveValue('worth keeping')
  expect((await storedWebhook(database, webhook.id)).result).toBe('failed')
  await faults.restore()
  await admin.getByRole('dialog').getByRole('button', { name: 'Requeue' }).click()
  await expect(admin.getByText('1 webhook requeued')).toBeVisible()
})
