import { setTimeout as wait } from 'node:timers/promises'
import { processRequeued } from '../../supabase/local/requeued'
import { createRestClient } from '../../supabase/local/rest-client'
import { createRandom } from '../../supabase/local/sample-data/random'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { readKeys } from '../support/rest'
import { currentRun } from '../support/run'
import { expect, test } from '../support/test'
import { auditOf, insertSettled, insertWebhooks, panelOf, storedWebhook } from './webhooks'

/** The platform, working off what was requeued. @returns what ends its work. */
function startPlatform() {
  const client = createRestClient(currentRun().backendUrl, readKeys().secretKey)
  const stopped = new AbortController()
  const random = createRandom('incident')
  const running = (async () => {
    while (!stopped.signal.aborted) {
      await processRequeued(client, random)
      await wait(200)
    }
  })()
  return async () => {
    stopped.abort()
    await running
  }
}

test('214 failures of one cause are found, understood, tried with one, and requeued and watched to success', async ({
  admin,
  database,
  marker,
}) => {
  // Hundreds of webhooks are worked off one after the other, which takes as long as it takes.
  test.setTimeout(150_000)
  const failed = await insertSettled(database, marker, 'failed', 214, (index) => ({
    error_message: `Cal.com answered 401: no access to calendar ${70_000 + index}`,
    attempts: 5,
  }))
  await insertSettled(database, marker, 'failed', 3, () => ({ error_message: 'Agent not found' }))
  const stop = startPlatform()
  try {
    const started = Date.now()
    await admin.goto(`/webhooks?view=causes&event_type=${marker}`)
    const cause = admin.getByRole('listitem').filter({ hasText: 'Cal.com answered' })
    await expect(cause).toContainText(`214 ${marker} failed: Cal.com answered 401: no access to calendar *`)
    await expectAccessible(admin)
    await cause.getByRole('link', { name: /ago/ }).click()
    const panel = panelOf(admin)
    await expect(panel.getByText('Cal.com answered 401: no access to calendar').first()).toBeVisible()

    await panel.getByRole('button', { name: 'Requeue' }).click()
    const dialog = admin.getByRole('dialog')
    await expect(dialog.getByText('Nothing of it has happened yet')).toBeVisible()
    await dialog.getByRole('button', { name: 'Requeue' }).click()
    await expect(admin.getByText('1 webhook requeued')).toBeVisible()
    await expect(panel.getByText('Processed', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
    await expect(panel.getByText('a replay by admin')).toBeVisible()

    await admin.goto(`/webhooks?view=causes&event_type=${marker}`)
    await expect(cause).toContainText('1 processed since they were requeued')
    await cause.getByRole('button', { name: 'Requeue all' }).click()
    await cause.getByRole('button', { name: 'Requeue all 213 webhooks' }).click()
    await expect(dialog.getByText('Nothing of it has happened yet')).toBeVisible()
    await dialog.getByLabel('Reason').fill('access to the calendars is back')
    await dialog.getByRole('button', { name: 'Requeue' }).click()
    await expect(admin.getByText('213 webhooks requeued')).toBeVisible()
    await expect(cause).toContainText('214 processed since they were requeued', { timeout: 90_000 })
    const seconds = Math.round((Date.now() - started) / 1000)
    test.info().annotations.push({ type: 'from the causes to the last success', description: `${seconds} s` })
  } finally {
    await stop()
  }
  const stored = await storedWebhook(database, failed[100]?.id ?? '')
  expect(stored).toMatchObject({ result: 'success', attempts: 6 })
  expect(await auditOf(database, stored.id)).toMatchObject([
    { action: 'webhook.requeued', metadata: { reason: 'access to the calendars is back' } },
  ])
  await expect(admin.getByRole('listitem').filter({ hasText: 'Agent not found' })).toContainText(
    `3 ${marker} failed`,
  )
})

test('a cause is skipped as one and put back as one', further, async ({ admin, database, marker }) => {
  const [one] = await insertSettled(database, marker, 'failed', 3)
  await admin.goto(`/webhooks?view=causes&event_type=${marker}`)
  const cause = admin.getByRole('listitem').filter({ hasText: `3 ${marker} failed` })
  await cause.getByRole('button', { name: 'Skip all' }).click()
  await cause.getByRole('button', { name: 'Skip all 3 webhooks' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Skip' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Reason must not be empty.')
  await dialog.getByLabel('Reason').fill('test traffic')
  await dialog.getByRole('button', { name: 'Skip' }).click()
  await expect(admin.getByText('3 webhooks skipped')).toBeVisible()
  await expect(admin.getByText('No failures')).toBeVisible()
  expect((await storedWebhook(database, one?.id ?? '')).result).toBe('skipped')
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(admin.getByText('3 webhooks restored')).toBeVisible()
  expect(await storedWebhook(database, one?.id ?? '')).toMatchObject({
    result: 'failed',
    error_message: 'Signature mismatch',
  })
})

test('effects that would happen twice are named before a requeue, which asks for a reason', async ({
  admin,
  database,
  marker,
}) => {
  const [customer] = await database.select('profiles', { role: 'eq.user', order: 'email', limit: '1' })
  const [webhook] = await insertSettled(database, `${marker}`, 'failed', 1, () => ({
    event_type: `call_ended_${marker}`,
    user_id: customer?.user_id,
    received_at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    raw_payload: { call: { call_id: `call_${marker}` } },
  }))
  await database.insert('usage_calls', {
    user_id: customer?.user_id,
    provider_call_id: `call_${marker}`,
    seconds: 90,
  })
  await admin.goto(`/webhooks/${webhook?.id}`)
  await expect(admin.getByText('same call, would be written twice')).toBeVisible()
  await admin.getByRole('button', { name: 'Requeue' }).click()
  const dialog = admin.getByRole('dialog')
  await expect(dialog.getByText(/Existing rows: 1 in usage calls/i)).toBeVisible()
  await expect(dialog.getByText('It arrived 3h 00m ago')).toBeVisible()
  await dialog.getByRole('button', { name: 'Requeue' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Reason must not be empty.')
  await dialog.getByLabel('Reason').fill('it was a test call')
  await dialog.getByRole('button', { name: 'Requeue' }).dblclick()
  await expect(admin.getByText('1 webhook requeued')).toBeVisible()
  expect(await auditOf(database, webhook?.id ?? '')).toHaveLength(1)
})

test('webhooks are found by a path and a value of their payload', async ({ admin, database, marker }) => {
  await insertSettled(database, marker, 'failed', 2, (index) => ({
    raw_payload: { call: { call_id: `${marker} ${index}`, n: index } },
  }))
  await insertWebhooks(database, marker, 1, () => ({
    raw_payload: { call: { call_id: `${marker} 0`, n: 7 } },
  }))
  await admin.goto(`/webhooks?state=all&event_type=${marker}`)
  const rows = admin.getByRole('table', { name: 'webhooks' }).getByRole('row').filter({ hasText: marker })
  await expect(rows).toHaveCount(3)
  const search = admin.getByLabel('Key, phone or error')
  await search.fill(`payload.call.call_id = "${marker} 0"`)
  await search.press('Enter')
  await expect(rows).toHaveCount(2)
  await search.fill('payload.call.n=7 ')
  await expect(rows).toHaveCount(1)
  await admin.reload()
  await expect(rows).toHaveCount(1)
  await admin.getByRole('button', { name: /Any payload instead of call\.n=7/ }).click()
  await expect(rows).toHaveCount(2)
  await admin.goto('/webhooks?state=all&payload=nonsense')
  await expect(admin.getByText('Not understood in the address')).toContainText('payload')
})
