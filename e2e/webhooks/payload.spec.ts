import { expectAccessible } from '../support/accessibility'
import { readKeys } from '../support/rest'
import { currentRun } from '../support/run'
import { expect, test } from '../support/test'
import { auditOf, insertOne, insertSettled } from './webhooks'

/** As deep as what stands between the tests and the database can write; the inspector itself has no limit. */
const DEEP = 3000

const hostile = `"</script><script>window.hacked = 1</script>"`

/** Writes a payload of 5 MB that is nested as deep as it goes; as text, because nothing here could put it together. */
async function insertHuge(marker: string): Promise<string> {
  const id = crypto.randomUUID()
  const items = Array.from(
    { length: 25_000 },
    (_, n) => `{"n":${n},"note":"${'a few words to fill the space '.repeat(6)}"}`,
  )
  const deep = `${'{"a":'.repeat(DEEP)}"the bottom"${'}'.repeat(DEEP)}`
  const payload = `{"__proto__":{"polluted":${hostile}},"deep":${deep},"items":[${items.join()}],"last":${hostile}}`
  const { backendUrl } = currentRun()
  const response = await fetch(`${backendUrl}/rest/v1/webhook_queue`, {
    method: 'POST',
    headers: {
      apikey: readKeys().secretKey,
      'content-type': 'application/json',
      prefer: 'return=minimal',
    },
    body: `{"id":"${id}","event_type":"${marker}","raw_payload":${payload}}`,
  })
  expect(response.status).toBe(201)
  return id
}

test('a payload of 5 MB, thousands of levels deep and hostile, opens at once and does nothing else', async ({
  admin,
  marker,
}) => {
  const id = await insertHuge(marker)
  let bytes = 0
  admin.on('response', async (response) => {
    if (response.url().includes(id)) bytes += (await response.body().catch(() => '')).length
  })
  await admin.goto('/webhooks?state=all')
  const started = Date.now()
  await admin.goto(`/webhooks/${id}`)
  const tree = admin.getByRole('tree', { name: 'Payload' })
  await expect(tree.getByText('items 25,000 items')).toBeAttached()
  test.info().annotations.push({ type: 'opened in', description: `${Date.now() - started} ms` })
  await expect(
    admin.getByText(/5\.\d MB, phones, e-mails, keys, cards and known names are masked/),
  ).toBeVisible()
  expect(bytes).toBeLessThan(1_000_000)
  // Only what is in sight is drawn.
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(60)
  await tree.focus()
  await admin.keyboard.press('End')
  // The database keeps keys by length.
  await expect(tree.getByText('__proto__')).toBeVisible()
  await admin.getByRole('searchbox', { name: 'Find in the payload' }).fill('the bottom')
  await expect(admin.getByText('1 found')).toBeVisible()
  await admin.getByRole('button', { name: /"the bottom"/ }).click()
  await expect(admin.locator('[data-selected-value]')).toContainText('the bottom')
  await admin.getByRole('searchbox', { name: 'Find in the payload' }).fill('')
  await admin.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(admin.getByLabel('Payload as text')).toContainText('"deep": {')
  await admin.getByRole('button', { name: 'More lines' }).click()
  expect(await admin.evaluate(() => 'hacked' in window || 'polluted' in {})).toBe(false)
})

test('a payload opens branch by branch, by mouse and by keyboard, and copies a path', async ({
  admin,
  database,
  marker,
}) => {
  const webhook = await insertOne(database, marker, 'failed', {
    raw_payload: {
      call: { call_id: `call_${marker}`, tags: ['after hours', { deep: { deeper: 'inside' } }] },
      list: Array.from({ length: 450 }, (_, index) => `entry ${index}`),
    },
  })
  await admin.goto(`/webhooks/${webhook.id}`)
  const tree = admin.getByRole('tree', { name: 'Payload' })
  await tree.getByText('tags 2 items').click()
  await expect(tree.getByText('"after hours"')).toBeVisible()
  await expectAccessible(admin)
  await tree.focus()
  for (const key of ['Home', 'ArrowDown', 'ArrowLeft']) await admin.keyboard.press(key)
  await expect(tree.getByText('"after hours"')).toBeHidden()
  await tree.getByText(`"call_${marker}"`).click()
  await expect(admin.locator('[data-selected-value]')).toContainText('call.call_id')
  await admin.getByRole('link', { name: 'All webhooks with this value' }).click()
  await expect(
    admin.getByRole('table', { name: 'webhooks' }).getByRole('row').filter({ hasText: marker }),
  ).toHaveCount(1)
})

test('a payload is compared with another delivery of its key', async ({ admin, database, marker }) => {
  const key = { idempotency_key: `${marker}:same` }
  await insertOne(database, marker, 'processed', {
    ...key,
    raw_payload: { a: 1, phone: '+18285550142', gone: true },
  })
  const failed = await insertOne(database, marker, 'failed', {
    ...key,
    raw_payload: { a: 2, phone: '+18285559999', fresh: 'x' },
  })
  await admin.goto(`/webhooks/${failed.id}`)
  await admin.getByRole('button', { name: 'Differences' }).click()
  const rows = admin.getByRole('table', { name: 'Differences' }).getByRole('row')
  await expect(rows.filter({ hasText: 'a changed' })).toContainText('12')
  await expect(rows.filter({ hasText: 'gone only there' })).toContainText('true')
  await expect(rows.filter({ hasText: 'fresh only here' })).toContainText('"x"')
  await expect(rows.filter({ hasText: 'phone changed' })).toContainText('••• ••42')
})

const SECRETS = {
  from: '+18285550142',
  contact: { 'E-Mail': 'dana.reed@blueridge.example', phoneNumber: 8285550143 },
  headers: [{ name: 'X-Api-Key', value: 'opaque-4711' }],
  clientSecret: { nested: 'deep-secret-1' },
  url: 'https://recordings.example/a.wav?token=5VNVQhkJ',
  card: '4242 4242 4242 4242',
  body: '{"password":"hunter22"}',
  'x-signature': 'sig-abcdef',
}
const HIDDEN = [
  '5550142',
  '5550143',
  'dana.reed',
  'opaque-4711',
  'deep-secret-1',
  '5VNVQhkJ',
  '4242 4242',
  'hunter22',
  'sig-abcdef',
]

test('nothing personal or secret reaches the browser before it is revealed, and each look is written down', async ({
  admin,
  database,
  marker,
}) => {
  const [other, webhook] = await insertSettled(database, marker, 'failed', 2, () => ({
    idempotency_key: `${marker}:same`,
    raw_payload: { marker, ...SECRETS },
  }))
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
  await admin.getByRole('link', { name: marker }).first().click()
  await admin.goto(`/webhooks/${webhook?.id}`)
  for (const query of ['node=0', 'raw=0', 'q=a', 'q=5550142', `against=${other?.id}`]) {
    await admin.evaluate(
      (url) => fetch(url).then((answer) => answer.text()),
      `/webhooks/${webhook?.id}/payload?${query}`,
    )
  }
  await admin.getByRole('button', { name: 'Text', exact: true }).click()
  await expect(admin.getByLabel('Payload as text')).toContainText('••• ••42')
  await expect.poll(() => delivered.join('\n')).toContain('"lines"')
  for (const secret of HIDDEN) expect(delivered.join('\n')).not.toContain(secret)
  expect(await auditOf(database, webhook?.id ?? '')).toEqual([])

  await admin.getByRole('button', { name: 'Tree' }).click()
  await admin.getByRole('button', { name: 'Reveal from' }).click()
  await expect(admin.getByText('+18285550142')).toBeVisible()
  await admin.getByRole('button', { name: 'Reveal clientSecret' }).click()
  await expect(admin.getByText('deep-secret-1')).toBeVisible()
  expect(await auditOf(database, webhook?.id ?? '')).toMatchObject([
    { action: 'payload.revealed', metadata: { path: ['raw_payload', 'from'] } },
    { action: 'payload.revealed', metadata: { path: ['raw_payload', 'clientSecret'] } },
  ])
})

test('a customer learns nothing about a payload', async ({ customerPage, database, marker }) => {
  const webhook = await insertOne(database, marker, 'failed')
  await customerPage.goto('/denied')
  for (const path of [`${webhook.id}/payload?node=0`, `preview?ids=${webhook.id}`]) {
    const status = await customerPage.evaluate(
      (url) => fetch(url).then((answer) => answer.status),
      `/webhooks/${path}`,
    )
    expect(status).toBe(403)
  }
})
