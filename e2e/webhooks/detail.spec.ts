import { randomUUID } from 'node:crypto'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertOne, insertSettled, insertWebhooks, panelOf, rowsWith } from './webhooks'

test('a webhook opens beside its list with its payload as a tree, and closes', async ({
  admin,
  database,
  marker,
}) => {
  const [customer] = await database.select('customer_list', {
    order: 'user_id',
    grade: 'not.is.null',
    limit: '1',
  })
  await insertOne(database, marker, 'failed', {
    user_id: customer?.user_id,
    raw_payload: { call: { duration_ms: 131880, tags: ['after hours'] } },
  })
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await rowsWith(admin, marker).getByRole('link').click()
  const panel = panelOf(admin)
  await expect(panel.getByRole('heading', { name: marker })).toBeVisible()
  await expect(panel.getByText('Failed', { exact: true })).toBeVisible()
  await expect(panel.getByText(`${marker}:1`)).toBeVisible()
  await expect(panel.getByText('the platform', { exact: true })).toBeVisible()
  await expect(panel.getByText('Signature mismatch').first()).toBeVisible()
  await expect(panel.getByText('131880')).toBeVisible()
  await panel.getByText('tags 1 item').click()
  await expect(panel.getByText('"after hours"')).toBeVisible()
  await expect(panel.getByText('No other delivery has this key.')).toBeVisible()
  await expect(panel.getByText('No activity yet.')).toBeVisible()
  await expect(panel.getByRole('img', { name: `Grade ${customer?.grade}` })).toBeVisible()
  await expect(panel.getByRole('link', { name: 'All its webhooks' })).toHaveAttribute(
    'href',
    `/webhooks?state=all&customer=${customer?.user_id}`,
  )
  await expectAccessible(admin)
  await admin.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(admin).toHaveURL(`/webhooks?state=failed&event_type=${marker}`)
})

test('a webhook lists other deliveries with its key, and warns when one went through', async ({
  admin,
  database,
  marker,
}) => {
  const key = { idempotency_key: `${marker}:same` }
  const failed = await insertOne(database, marker, 'failed', key)
  await insertOne(database, `${marker}_again`, 'processed', key)
  await insertWebhooks(database, `${marker}_waiting`, 1, () => key)
  await admin.goto(`/webhooks/${failed.id}`)
  await expect(admin.getByRole('link', { name: `${marker}_waiting` })).toBeVisible()
  await expect(admin.getByText('Another delivery with the same key was processed before.')).toBeVisible()
  await admin.getByRole('link', { name: `${marker}_again` }).click()
  await expect(admin.getByRole('heading', { name: `${marker}_again` })).toBeVisible()
  await expect(admin.getByText('It was processed before.')).toBeVisible()
})

test('a webhook names the admin who ran it', async ({ admin, adminApi, database, marker }) => {
  const [me] = await adminApi.rpc<{ user_id: string }[]>('whoami')
  const webhook = await insertOne(database, marker, 'processed', { processed_by: `replay:${me?.user_id}` })
  await admin.goto(`/webhooks/${webhook.id}`)
  await expect(admin.getByText('a replay by admin')).toBeVisible()
})

test('a payload of megabytes is loaded as it is looked at', async ({ admin, database, marker }) => {
  const items = Array.from({ length: 30_000 }, (_, index) => ({
    index,
    note: 'a few words to fill the space',
  }))
  const webhook = await insertOne(database, marker, 'failed', {
    raw_payload: { items, transcript: 'word '.repeat(100_000), last: 'still here' },
  })
  let bytes = 0
  admin.on('response', async (response) => {
    if (response.url().includes(webhook.id)) bytes += (await response.body().catch(() => '')).length
  })
  await admin.goto(`/webhooks/${webhook.id}`)
  await expect(
    admin.getByText('2.3 MB, phones, e-mails, keys, cards and known names are masked'),
  ).toBeVisible()
  const tree = admin.getByRole('tree', { name: 'Payload' })
  await expect(tree.getByText('items 30,000 items')).toBeVisible()
  // The database keeps keys by length: last, items, transcript.
  await expect(tree.getByText('"still here"')).toBeVisible()
  await tree.focus()
  await admin.keyboard.press('End')
  await expect(tree.getByText('and 498,000 more characters')).toBeVisible()
  await tree.getByText('and 29,800 more').click()
  await expect(tree.getByText('200 2 keys')).toBeVisible()
  await admin.keyboard.press('End')
  await expect(tree.getByText('and 29,600 more')).toBeVisible()
  await admin.keyboard.press('ArrowUp')
  await admin.keyboard.press('Enter')
  await expect(tree.getByText('400 2 keys')).toBeVisible()
  await admin.keyboard.press('End')
  await expect(tree.getByText('and 29,400 more')).toBeVisible()
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(1_000_000)
})

test('phones, addresses and tokens of a webhook never reach the browser', async ({
  admin,
  database,
  marker,
}) => {
  const [phone, email, token] = ['+18285550142', 'dana.reed@blueridge.example', 'whsec_4f9d8a7c6b5e']
  const text = `${marker} for ${phone}, ${email}, ${token}`
  const [webhook] = await insertSettled(database, marker, 'failed', 1, () => ({
    phone_number: phone,
    error_message: text,
    idempotency_key: `sms:${phone}`,
    raw_payload: { from: phone, contact: { email }, authorization: `Bearer ${token}`, note: text },
  }))
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await admin.getByRole('link', { name: marker }).click()
  await expect(panelOf(admin).getByText('sms:+1 828 ••• ••42')).toBeVisible()
  await admin.goto(`/webhooks/${webhook?.id}`)
  await expect(admin.getByText('•••@').first()).toBeVisible()
  const everything = delivered.join('\n')
  expect(everything).toContain(marker)
  for (const secret of [phone, phone.slice(2), email, token]) expect(everything).not.toContain(secret)
})

for (const [what, id] of [
  ['an id that names nothing', randomUUID()],
  ['something that is no id', 'not-an-id'],
] as const) {
  test(`a webhook’s page says that there is no such webhook for ${what}`, further, async ({ admin }) => {
    await admin.goto(`/webhooks/${id}`)
    await expect(admin.getByText('Webhook not found')).toBeVisible()
    await admin.getByRole('link', { name: 'Back to the list' }).click()
    await expect(admin.getByRole('heading', { name: 'Webhooks' })).toBeVisible()
  })
}

test(
  'a webhook that has gone meanwhile says so beside the list',
  further,
  async ({ admin, database, marker }) => {
    const webhook = await insertOne(database, marker, 'failed')
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await database.request('DELETE', `/rest/v1/webhook_queue?id=eq.${webhook.id}`)
    await rowsWith(admin, marker).getByRole('link').click()
    await expect(panelOf(admin).getByText('Webhook not found')).toBeVisible()
  },
)
