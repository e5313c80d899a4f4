import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { noticesOf } from '../support/screen'
import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'

const NUMBER = '+14155550177'

async function insertUnknown(database: Rest, marker: string, count = 1) {
  return database.insert(
    'unknown_phone',
    Array.from({ length: count }, (_, index) => ({
      phone_number: NUMBER,
      event_type: marker,
      raw_payload: { From: '+18285550142', To: NUMBER, Body: `${marker} ${index}` },
      received_at: new Date(Date.now() - index * 60_000).toISOString(),
    })),
  )
}

test('a number is matched to an agent found by name, undone, and matched by a colleague first', async ({
  admin,
  support,
  database,
  marker,
}) => {
  const [row] = await insertUnknown(database, marker)
  const [owner] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  const name = owner?.business_name ?? ''
  const list = `/unknown-numbers?event_type=${marker}`
  for (const page of [admin, support]) {
    await page.goto(list)
    await page.getByRole('button', { name: /^Match \+1 415/ }).click()
    await page.getByRole('searchbox', { name: 'Search customers by name' }).fill(name)
    await expect(page.getByRole('dialog').getByText('found by name').first()).toBeVisible()
  }
  await admin.getByRole('dialog').getByLabel('Note').fill(`${marker} told by phone`)
  await admin
    .getByRole('button', { name: `Match to ${name}` })
    .first()
    .click()
  await expect(noticesOf(admin).getByText(`1 unknown number matched to ${name}`)).toBeVisible()
  await support
    .getByRole('button', { name: `Match to ${name}` })
    .first()
    .click()
  await expect(noticesOf(support).getByText(/One was already resolved by admin/)).toBeVisible()
  await expect(admin.getByText('No matching unknown numbers')).toBeVisible()

  const stored = async () => (await database.select('unknown_phone', { id: `eq.${row?.id}` }))[0]
  const [agent] = await database.select('agents', { user_id: `eq.${owner?.user_id}` })
  expect(await stored()).toMatchObject({ resolution: 'matched', matched_agent: agent?.id })
  await noticesOf(admin).getByRole('button', { name: 'Undo' }).click()
  await expect(admin.locator('tr[data-row]').filter({ hasText: marker })).toHaveCount(1)
  expect(await stored()).toMatchObject({ resolution: null, matched_agent: null, resolved_at: null })
  const audited = await database.select('audit_trail', { entity_id: `eq.${row?.id}`, order: 'created_at' })
  expect(audited.map(({ action }) => action)).toEqual(['unknown_number.resolved', 'unknown_number.reopened'])
  expect(audited[0]?.metadata).toMatchObject({ outcome: 'matched', notes: `${marker} told by phone` })
})

test(
  'dismissing an unknown number needs a reason and takes its other events along',
  further,
  async ({ admin, database, marker }) => {
    const phone = `+1415555${String(Date.now()).slice(-4)}`
    const rows = await insertUnknown(database, marker, 3)
    await database.update('unknown_phone', { event_type: `eq.${marker}` }, { phone_number: phone })
    await admin.goto(`/unknown-numbers/${rows[0]?.id}`)
    await expect(admin.getByText('2 more open events, resolved with this one')).toBeVisible()
    await admin.getByRole('button', { name: 'Dismiss' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Dismiss 3 events' })
    await dialog.getByRole('button', { name: 'Dismiss' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('Reason must not be empty.')
    await dialog.getByLabel('Reason').fill(`${marker} is spam`)
    await dialog.getByRole('button', { name: 'Dismiss' }).click()
    await expect(noticesOf(admin).getByText('3 unknown numbers dismissed')).toBeVisible()
    await expect(admin.getByText(`${marker} is spam`).first()).toBeVisible()
    expect(
      await database.select('unknown_phone', { event_type: `eq.${marker}`, resolution: 'eq.dismissed' }),
    ).toHaveLength(3)
  },
)

test('unknown numbers stay on the server until they are revealed, which is audited', async ({
  admin,
  database,
  marker,
}) => {
  const [row] = await insertUnknown(database, marker)
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/unknown-numbers?event_type=${marker}`)
  await admin.locator('tr[data-row]').getByRole('link').click()
  const panel = admin.getByRole('region', { name: 'Unknown number' })
  await expect(panel.getByText(marker).first()).toBeVisible()
  await panel.getByRole('button', { name: 'Match to an agent' }).click()
  await expect(admin.getByRole('dialog')).not.toContainText('Looking for agents')
  const everything = delivered.join('\n')
  for (const secret of [NUMBER, NUMBER.slice(2), '8285550142']) expect(everything).not.toContain(secret)
  await admin.getByRole('button', { name: 'Cancel' }).click()
  await panel.getByRole('button', { name: 'Reveal the number' }).click()
  await expect(panel.getByText(NUMBER)).toBeVisible()
  const audited = await database.select('audit_trail', { entity_id: `eq.${row?.id}` })
  expect(audited).toMatchObject([{ action: 'payload.revealed', metadata: { path: ['phone_number'] } }])
})
