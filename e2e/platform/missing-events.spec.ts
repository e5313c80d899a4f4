import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'

test('events that were never queued or never billed are found, in their period', async ({
  admin,
  database,
  marker,
}) => {
  const [owner] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  const user_id = owner?.user_id ?? ''
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  const call = (id: string, hours: number) => ({
    user_id,
    direction: 'inbound',
    seconds: 61,
    provider_call_id: `${marker}_${id}`,
    created_at: hoursAgo(hours),
  })
  await database.insert('usage_calls', [call('unseen', 3), call('both', 3), call('older', 50)])
  const webhook = (id: string) => ({
    user_id,
    event_type: 'call_ended',
    idempotency_key: `${marker}:${id}`,
    raw_payload: { call: { call_id: `${marker}_${id}` } },
    received_at: hoursAgo(3),
    processed_at: hoursAgo(3),
    result: 'success',
    attempts: 1,
  })
  const [, unbilled] = await database.insert('webhook_queue', [webhook('both'), webhook('unbilled')])
  await admin.goto(`/missing-events?customer=${user_id}`)
  const row = (id: string) => admin.locator('tr[data-row]:visible').filter({ hasText: `${marker}_${id}` })
  await expect(row('unseen')).toContainText('Never queued')
  await expect(row('unseen')).toContainText('known by usage')
  await expect(row('unbilled')).toContainText('Not billed')
  await expect(row('both')).toHaveCount(0)
  await expect(row('older')).toHaveCount(0)
  await expect(admin.getByText(/looked for in the whole queue, which reaches back to/)).toBeVisible()
  await expect(row('unseen').getByRole('link')).toHaveAttribute(
    'href',
    `/records/usage_calls?user_id=${user_id}`,
  )

  await admin.getByRole('button', { name: 'Last 24 hours' }).click()
  await admin.getByRole('menuitem', { name: 'Last 7 days' }).click()
  await expect(row('older')).toContainText('Never queued')
  await admin.getByRole('link', { name: 'Not billed' }).click()
  await expect(row('unseen')).toHaveCount(0)
  await row('unbilled').getByRole('link').click()
  await expect(admin).toHaveURL(new RegExp(`/webhooks/${unbilled?.id}`))
})
