import { further } from '../support/grid'
import { focusFirstRow, noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import {
  auditOf,
  insertOne,
  insertSettled,
  insertWebhooks,
  panelOf,
  requeueBecause,
  rowsWith,
  storedWebhook,
  tabOf,
} from './webhooks'

test('requeueing one for a reason puts it back, audits it and survives a reload', async ({
  admin,
  database,
  marker,
}) => {
  const webhook = await insertOne(database, marker, 'failed')
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await rowsWith(admin, marker).getByRole('link').click()
  await panelOf(admin).getByRole('button', { name: 'Requeue' }).click()
  await expect(admin.getByRole('dialog').getByText('may do things twice')).toHaveCount(0)
  await requeueBecause(admin, `  ${marker} has a phone number now  `)
  await expect(admin.getByText('1 webhook requeued')).toBeVisible()
  await expect(panelOf(admin).getByText('It waits in the queue.')).toBeVisible()
  expect(await storedWebhook(database, webhook.id)).toMatchObject({
    processed_at: null,
    processed_by: null,
    result: null,
    error_message: null,
    attempts: 3,
    raw_payload: webhook.raw_payload,
  })
  const [me] = await database.select('profiles', { email: `eq.${accounts.admin}` })
  expect(await auditOf(database, webhook.id)).toMatchObject([
    {
      action: 'webhook.requeued',
      actor_id: me?.user_id,
      metadata: {
        reason: `${marker} has a phone number now`,
        previous: { result: 'failed', error_message: 'Signature mismatch' },
      },
    },
  ])
  await admin.reload()
  await expect(admin.getByText('Pending', { exact: true })).toBeVisible()
  const activity = admin.getByRole('listitem').filter({ hasText: 'requeued it' })
  await expect(activity).toContainText(`${marker} has a phone number now`)
})

test('a requeue whose effects would happen twice requires a reason', async ({ admin, database, marker }) => {
  const webhook = await insertOne(database, marker, 'processed')
  await admin.goto(`/webhooks/${webhook.id}`)
  await admin.getByRole('button', { name: 'Requeue' }).click()
  await requeueBecause(admin, '   ')
  await expect(admin.getByRole('dialog').getByRole('alert')).toHaveText('Reason must not be empty.')
  expect((await storedWebhook(database, webhook.id)).processed_at).not.toBeNull()
})

test(
  'several webhooks are requeued at once, with the number of those that ran before',
  further,
  async ({ admin, database, marker }) => {
    await insertSettled(database, marker, 'failed', 2)
    // Under the key of the first that failed.
    await insertSettled(database, marker, 'processed', 1)
    await insertWebhooks(database, marker, 1)
    await admin.goto(`/webhooks?state=all&event_type=${marker}`)
    await admin.getByRole('checkbox', { name: 'Select all 4 on this page' }).check()
    await admin.getByRole('button', { name: 'Requeue 3' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Requeue 3 webhooks' })
    await expect(dialog.getByText('2 of 3 were processed before.')).toBeVisible()
    await requeueBecause(admin, 'the handler is fixed')
    await expect(admin.getByText('3 webhooks requeued')).toBeVisible()
    await expect(rowsWith(admin, 'Pending')).toHaveCount(4)
    await expect(tabOf(admin, 'Pending')).toHaveText('Pending4')
  },
)

test(
  'a requeue of a processed webhook warns that it runs again',
  further,
  async ({ admin, database, marker }) => {
    const webhook = await insertOne(database, marker, 'processed')
    await admin.goto(`/webhooks/${webhook.id}`)
    await admin.getByRole('button', { name: 'Requeue' }).click()
    await expect(admin.getByRole('dialog').getByText('It was processed before.')).toBeVisible()
    await admin.getByRole('button', { name: 'Cancel' }).click()
    expect((await storedWebhook(database, webhook.id)).result).toBe('success')
  },
)

test(
  'the second of two admins sees that it is pending already, and who requeued it',
  further,
  async ({ admin, support, database, marker }) => {
    const webhook = await insertOne(database, marker, 'failed')
    for (const page of [admin, support]) {
      await page.goto(`/webhooks/${webhook.id}`)
      await page.getByRole('button', { name: 'Requeue' }).click()
    }
    await requeueBecause(admin, 'mine')
    await expect(admin.getByText('1 webhook requeued')).toBeVisible()
    await requeueBecause(support, 'no, mine')
    await expect(noticesOf(support).getByText('No webhook requeued')).toBeVisible()
    await expect(
      noticesOf(support).getByText(/One is already pending, requeued by admin, .* UTC\./),
    ).toBeVisible()
    expect(await auditOf(database, webhook.id)).toHaveLength(1)
  },
)

test(
  'webhooks are selected, opened and requeued without a mouse',
  further,
  async ({ admin, database, marker }) => {
    await insertSettled(database, marker, 'failed', 3)
    await insertWebhooks(database, marker, 1, () => ({ received_at: '2026-01-01T00:00:00Z' }))
    await admin.goto(`/webhooks?state=all&event_type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(4)
    const press = async (...keys: string[]) => {
      for (const key of keys) await admin.keyboard.press(key)
    }
    await focusFirstRow(admin)
    await press('Enter')
    await expect(panelOf(admin).getByText(`${marker}:1`)).toBeVisible()
    await press('Escape')
    await expect(panelOf(admin)).toBeHidden()

    await rowsWith(admin, marker).last().focus()
    await press('r')
    await expect(admin.getByText('Already pending, nothing to requeue')).toBeVisible()
    await press('k', 'x', 'k', 'x', 'r')
    await expect(admin.getByRole('dialog', { name: 'Requeue 2 webhooks' })).toBeVisible()
    await admin.keyboard.type('rx j?/')
    await press('Control+Enter')
    await expect(admin.getByText('2 webhooks requeued')).toBeVisible()
    await expect(rowsWith(admin, 'Pending')).toHaveCount(3)
  },
)

test('a customer cannot requeue, nor see the queue', async ({ customerApi, database, marker }) => {
  const webhook = await insertOne(database, marker, 'failed')
  const body = { ids: [webhook.id], reason: 'let me' }
  const answer = await customerApi.request('POST', '/rest/v1/rpc/requeue_webhooks', { body })
  expect(answer).toMatchObject({ status: 403, body: { message: 'admins only' } })
  expect(await customerApi.select('webhook_queue', { id: `eq.${webhook.id}` })).toEqual([])
  expect(await storedWebhook(database, webhook.id)).toMatchObject({ result: 'failed' })
  expect(await auditOf(database, webhook.id)).toEqual([])
})

test('all webhooks that match are requeued, and none that came later', async ({
  admin,
  database,
  marker,
}) => {
  await insertSettled(database, marker, 'failed', 60)
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await admin.getByRole('checkbox', { name: 'Select all 50 on this page' }).check()
  await expect(admin.getByRole('button', { name: 'Requeue 50' })).toBeVisible()
  await admin.getByRole('button', { name: 'Select all webhooks that match' }).click()
  await expect(admin.getByText('60 selected')).toBeVisible()
  const [late] = await insertSettled(database, marker, 'failed', 1, () => ({
    idempotency_key: `${marker}:late`,
  }))
  await admin.getByRole('button', { name: 'Requeue all 60 webhooks' }).click()
  await expect(admin.getByRole('dialog', { name: 'Requeue 60 webhooks' })).toBeVisible()
  await requeueBecause(admin, 'the handler is fixed')
  await expect(admin.getByText('60 webhooks requeued')).toBeVisible()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
  expect((await storedWebhook(database, late?.id ?? '')).processed_at).not.toBeNull()
  const audited = await database.select('audit_trail', {
    action: 'eq.webhook.requeued',
    'metadata->>reason': 'eq.the handler is fixed',
    entity_id: `neq.${late?.id}`,
    select: 'id',
  })
  expect(audited.length).toBeGreaterThanOrEqual(60)
})

test(
  'a selection ends with the filter that it was made under',
  further,
  async ({ admin, database, marker }) => {
    await insertSettled(database, marker, 'failed', 2)
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    await admin.getByRole('checkbox', { name: 'Select all 2 on this page' }).check()
    await expect(admin.getByText('2 selected')).toBeVisible()
    await expect(admin.getByRole('button', { name: 'Select all webhooks that match' })).toBeHidden()
    await admin.getByRole('link', { name: 'Processed' }).click()
    await expect(admin).toHaveURL(/state=processed/)
    await admin.goBack()
    await expect(rowsWith(admin, marker)).toHaveCount(2)
    await expect(admin.getByText('2 selected')).toBeHidden()
  },
)
