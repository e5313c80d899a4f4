import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertOne, insertSettled, insertWebhooks, rowsWith, tabOf } from './webhooks'

test('the list of webhooks has a tab with a count for every state, pending first', async ({
  admin,
  database,
  marker,
}) => {
  await insertWebhooks(database, marker, 4)
  await insertSettled(database, marker, 'failed', 3)
  await insertSettled(database, marker, 'processed', 2)
  await insertSettled(database, marker, 'skipped', 1)
  // Rows older than the result count as processed.
  await insertSettled(database, marker, 'processed', 1, () => ({ result: null }))
  await database.insert('unknown_phone', { phone_number: '+14155550177', event_type: marker })
  await admin.goto(`/webhooks?event_type=${marker}`)
  const tabs = admin.getByRole('navigation', { name: 'State' }).getByRole('link')
  await expect(tabs).toHaveText(['Pending4', 'Failed3', 'Processed3', 'Skipped1', 'Unknown number1', 'All11'])
  await expect(tabOf(admin, 'Pending')).toHaveAttribute('aria-current', 'page')
  for (const [state, rows] of [
    ['Pending', 4],
    ['Failed', 3],
    ['Processed', 3],
    ['Skipped', 1],
    ['All', 11],
  ] as const) {
    await tabOf(admin, state).click()
    await expect(rowsWith(admin, marker)).toHaveCount(rows)
    if (state !== 'All') await expect(rowsWith(admin, state)).toHaveCount(rows)
  }
  await expect(admin.getByRole('figure', { name: 'Received in the last 24 hours by state' })).toContainText(
    'failed: 3',
  )
  await expectAccessible(admin)
  await tabOf(admin, 'Unknown number').click()
  await expect(admin).toHaveURL(`/unknown-numbers?event_type=${marker}`)
  await expect(admin.locator('tr[data-row]:visible').filter({ hasText: marker })).toHaveCount(1)
})

test(
  'the list of webhooks finds a key, a phone number and an error',
  further,
  async ({ admin, database, marker }) => {
    await insertSettled(database, marker, 'failed', 3, (index) => ({
      phone_number: `+1828555${String(7301 + index)}`,
      idempotency_key: index === 0 ? `${marker}-key` : null,
      error_message: index === 1 ? `${marker} agent is gone` : 'timed out',
    }))
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    const search = admin.getByLabel('Key, phone or error')
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    await search.fill(`${marker}-key`)
    await expect(rowsWith(admin, '••01')).toHaveCount(1)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await search.fill('+18285557303')
    await expect(rowsWith(admin, '••03')).toHaveCount(1)
    await search.fill('agent is gone')
    await expect(rowsWith(admin, 'Failed · ')).toHaveCount(1)
    await expect(rowsWith(admin, '••02')).toHaveCount(1)

    await search.fill('nowhere')
    await expect(admin.getByText('No matching webhooks')).toBeVisible()
    await admin.getByRole('link', { name: 'Clear filters' }).click()
    await expect(admin).toHaveURL(/\/webhooks\?state=failed$/)
  },
)

test(
  'webhooks are filtered by event, customer and time, and stay so through a reload',
  further,
  async ({ admin, database, marker }) => {
    const [customer] = await database.select('profiles', { role: 'eq.user', order: 'email', limit: '1' })
    await insertWebhooks(database, marker, 4, (index) => ({
      event_type: `${marker}_${'ab'[index % 2]}`,
      user_id: index < 2 ? customer?.user_id : null,
      received_at: new Date(Date.now() - (index === 0 ? 48 : 0) * 3_600_000).toISOString(),
    }))
    await admin.goto(`/webhooks?q=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(4)
    await admin.getByRole('button', { name: 'Event', exact: true }).click()
    await admin.getByRole('menuitemcheckbox', { name: `${marker}_a` }).click()
    await admin.keyboard.press('Escape')
    await expect(rowsWith(admin, marker)).toHaveCount(2)
    await admin.getByRole('button', { name: 'Any time' }).click()
    await admin.getByRole('menuitem', { name: 'Last 24 hours' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await expect(rowsWith(admin, 'Platform')).toHaveCount(1)
    await admin.reload()
    await expect(rowsWith(admin, marker)).toHaveCount(1)

    await admin.goto(`/webhooks?q=${marker}&customer=${customer?.user_id}`)
    await expect(rowsWith(admin, marker)).toHaveCount(2)
    await admin.getByRole('button', { name: 'Show all customers' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(4)
  },
)

test('webhooks sort by age and by attempts, both ways', further, async ({ admin, database, marker }) => {
  await insertSettled(database, marker, 'failed', 3, (index) => ({
    event_type: `${marker}_${'abc'[index]}`,
    attempts: [2, 7, 1][index],
  }))
  const inOrder = (letters: string) =>
    expect(rowsWith(admin, marker)).toContainText([...letters].map((letter) => `${marker}_${letter}`))
  await admin.goto(`/webhooks?state=failed&q=${marker}`)
  await inOrder('abc')
  await admin.getByRole('link', { name: 'Age', exact: true }).click()
  await inOrder('cba')
  await admin.getByRole('link', { name: 'Attempts' }).click()
  await inOrder('bac')
  await admin.getByRole('link', { name: 'Attempts' }).click()
  await inOrder('cab')
  await expect(admin.getByRole('columnheader', { name: 'Attempts' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
})

test(
  'the pages of webhooks with equal attempts lose no row',
  further,
  async ({ admin, database, marker }) => {
    const inserted = await insertWebhooks(database, marker, 70, () => ({ attempts: 2 }))
    const seen: string[] = []
    async function readPage(rows: number) {
      await expect(rowsWith(admin, marker)).toHaveCount(rows)
      seen.push(...(await admin.locator('[data-row]:visible').evaluateAll(idsOf)))
    }
    await admin.goto(`/webhooks?event_type=${marker}&sort=attempts`)
    await readPage(50)
    await admin.getByRole('link', { name: 'Next page' }).click()
    await readPage(20)
    expect(new Set(seen)).toEqual(new Set(inserted.map(({ id }) => id)))
    await admin.getByRole('link', { name: 'Previous page' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(50)
  },
)

test(
  'the oldest pending webhook is shown against its target',
  further,
  async ({ admin, database, marker }) => {
    const [oldest] = await insertWebhooks(database, marker, 1, () => ({
      received_at: '2020-01-01T00:00:00Z',
    }))
    await admin.goto('/webhooks')
    const clock = admin.getByRole('link', { name: /^\d+d \d+h\s?, past its target$/ })
    await expect(clock).toBeVisible()
    await expect(admin.getByText(`The oldest is ${marker}.`)).toBeAttached()
    await clock.click()
    await expect(admin).toHaveURL(new RegExp(`/webhooks/${oldest?.id}`))
    await database.request('DELETE', `/rest/v1/webhook_queue?id=eq.${oldest?.id}`)
  },
)

test(
  'the list of webhooks leaves out parameters that it does not understand, and names them',
  further,
  async ({ admin, database, marker }) => {
    await insertWebhooks(database, marker, 1)
    await admin.goto(`/webhooks?event_type=${marker}&state=bogus&sort=phone_number&period=1y&colour=red`)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await expect(admin.getByText('Not understood in the address')).toHaveText(
      'Not understood in the address, so left out: state, sort, period, colour',
    )
  },
)

test(
  'the list of webhooks fits a phone in rows of three lines',
  further,
  async ({ admin, database, marker }) => {
    await insertOne(database, marker, 'failed', { phone_number: '+17045550161' })
    await admin.setViewportSize({ width: 390, height: 844 })
    await admin.goto(`/webhooks?state=failed&event_type=${marker}`)
    const row = rowsWith(admin, marker)
    await expect(row.getByText('Signature mismatch')).toBeVisible()
    await expect(row.getByText('+1 704 ••• ••61')).toBeVisible()
    expect(await admin.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await row.getByRole('link').click()
    await expect(admin.getByRole('button', { name: 'Requeue' })).toBeInViewport()
  },
)

const idsOf = (rows: (HTMLElement | SVGElement)[]) => rows.map((row) => row.dataset.row ?? '')
