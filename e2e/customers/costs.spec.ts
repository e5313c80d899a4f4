import { randomUUID } from 'node:crypto'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { takeCustomer } from './customers'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

test('the cost of failures leads to the rows that it counts, and a lead is flagged', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 36, marker)
  await database.request('DELETE', `/rest/v1/webhook_queue?user_id=eq.${user_id}`)
  await database.insert('webhook_queue', {
    user_id,
    event_type: 'call_ended',
    idempotency_key: randomUUID(),
    raw_payload: { call: { call_id: marker } },
    processed_at: ago(0),
    result: 'failed',
    error_message: `Agent not found ${marker}`,
  })
  const [lead] = await database.insert('leads', { user_id, name: 'Bob', summary: marker })
  await admin.goto(`/customers/${user_id}`)
  await admin.getByRole('link', { name: /^1\s*missed call$/ }).click()
  await expect(admin).toHaveURL(/kind=missed_call/)
  // The timeline that was left stays in the document, unseen.
  await expect(admin.getByText(`Agent not found ${marker}`).filter({ visible: true })).toBeVisible()

  await admin.goto(`/customers/${user_id}?kind=lead&period=24h`)
  const row = admin.getByRole('listitem').filter({ hasText: marker })
  await row.getByRole('button', { name: 'Flag for review' }).click()
  await expect(noticesOf(admin).getByText('1 lead flagged for review')).toBeVisible()
  await expect(row.getByRole('button', { name: 'Take the flag away' })).toBeVisible()
  await noticesOf(admin).getByRole('button', { name: 'Undo' }).click()
  await expect(row.getByRole('button', { name: 'Flag for review' })).toBeVisible()
  const [stored] = await database.select('leads', { id: `eq.${lead?.id}` })
  expect(stored?.flagged_for_review).toBe(false)
})
