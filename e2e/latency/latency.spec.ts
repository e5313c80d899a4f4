import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { expect, test } from '../support/test'

/** Logs requests of an endpoint of the test's own: one every ten seconds, each 10 ms longer than the last. */
async function insertRequests(database: Rest, endpoint: string, count: number) {
  const now = Date.now()
  return database.insert(
    'latency_logs',
    Array.from({ length: count }, (_, index) => ({
      endpoint,
      method: 'POST',
      duration_ms: 10 * (index + 1),
      is_slow: index >= count * 0.9,
      status_code: index === count - 1 ? 504 : 200,
      request_id: `req_${index + 1}`,
      created_at: new Date(now - index * 10_000).toISOString(),
    })),
  )
}

test('an endpoint shows its percentiles, its worst requests page by page, and its errors', async ({
  admin,
  database,
  marker,
}) => {
  const endpoint = `/${marker}`
  await insertRequests(database, endpoint, 100)
  await database.insert('error_logs', { error_type: marker, message: marker, endpoint })
  await admin.goto('/latency?sort=endpoint')
  const row = admin.getByRole('table', { name: 'endpoints' }).getByRole('row', { name: endpoint })
  await expect(row).toContainText('100')
  await expect(row).toContainText('10.0%')
  const p95 = Number(/(\d+) ms/.exec((await row.getByRole('cell').nth(3).textContent()) ?? '')?.[1])
  expect(Math.abs(p95 - 950)).toBeLessThanOrEqual(20)
  await row.getByRole('link').click()
  const panel = admin.getByRole('region', { name: 'Endpoint', exact: true })
  const worst = panel.getByRole('listitem').filter({ hasText: 'req_' })
  await expect(worst).toHaveCount(20)
  await expect(worst.first()).toContainText('1.0 s, slow')
  await expect(worst.first()).toContainText('504')
  await expectAccessible(admin)
  await panel.getByRole('link', { name: 'Next page' }).click()
  await expect(worst.first()).toContainText('800 ms')
  await expect(worst).toHaveCount(20)
  await panel.getByRole('link', { name: 'Errors of this endpoint' }).click()
  await expect(admin.getByRole('row', { name: marker })).toBeVisible()
})

test('new requests count at once, in every period', further, async ({ admin, database, marker }) => {
  const endpoint = `/${marker}`
  for (const [requests, period] of [
    [7, '1h'],
    [14, '24h'],
    [21, '7d'],
    [28, '30d'],
    [35, '90d'],
  ] as const) {
    await insertRequests(database, endpoint, 7)
    await admin.goto(`/latency?sort=endpoint&period=${period}`)
    const row = admin.getByRole('table', { name: 'endpoints' }).getByRole('row', { name: endpoint })
    await expect(row.getByRole('cell').last(), period).toHaveText(new RegExp(`^${requests}\\b`))
    await expect(admin.getByRole('link', { name: period, exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    )
  }
  const [gone] = await database.select('latency_logs', { endpoint: `eq.${endpoint}`, limit: '1' })
  expect((await database.request('DELETE', `/rest/v1/latency_logs?id=eq.${gone?.id}`)).status).toBeLessThan(
    300,
  )
  await admin.goto('/latency?sort=endpoint&order=asc')
  const row = admin.getByRole('table', { name: 'endpoints' }).getByRole('row', { name: endpoint })
  await expect(row.getByRole('cell').last()).toHaveText(/^34\b/)
})

test(
  'the page of latency is accessible, puts its chart in words, and copes with odd addresses',
  further,
  async ({ admin }) => {
    await admin.goto('/latency?period=bogus&sort=none')
    await expect(admin.getByText('left out: period, sort')).toBeVisible()
    await expect(admin.getByRole('table', { name: 'endpoints' })).toBeVisible()
    await expect(admin.getByRole('figure', { name: 'Percentiles of all requests' })).toContainText(
      /p95: at most \d+ ms/,
    )
    await expectAccessible(admin)
    await admin.goto('/latency/bm90IG9uZQ')
    await expect(admin.getByText('No requests in the last 24 hours.').first()).toBeVisible()
    await admin.goto('/latency/!')
    await expect(admin.getByText('Endpoint not found')).toBeVisible()
  },
)

test('a path with a number in it is masked, also in its address, and opens all the same', async ({
  admin,
  database,
  marker,
}) => {
  await insertRequests(database, `/${marker}/+18285550142`, 20)
  await admin.goto('/latency?sort=endpoint')
  const row = admin.getByRole('table', { name: 'endpoints' }).getByRole('row', { name: marker })
  await expect(row).toContainText('+1 828 ••• ••42')
  await row.getByRole('link').click()
  await expect(admin.getByRole('region', { name: 'Endpoint', exact: true })).toContainText('+1 828 ••• ••42')
  const id = new URL(admin.url()).pathname.split('/').at(-1) ?? ''
  expect(Buffer.from(id, 'base64url').toString()).not.toContain('8285550142')
  expect(await admin.content()).not.toContain('8285550142')
})
