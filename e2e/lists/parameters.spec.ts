import { randomUUID } from 'node:crypto'
import { insertAlerts } from '../alerts/alerts'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'

/** Parameters that some lists have, asked of one that does not. */
const UNDECLARED = [
  ['deliveries', 'q'],
  ['unknown-numbers', 'customer'],
  ['reconciliation', 'q'],
  ['reconciliation', 'customer'],
  ['missing-events', 'q'],
] as const

for (const [page, name] of UNDECLARED) {
  test(`/${page} says that it does not understand ${name}, and exports nothing`, async ({
    admin,
    database,
  }) => {
    const query = `${name}=${randomUUID()}`
    await admin.goto(`/${page}?${query}`)
    await expect(admin.getByText(`Not understood in the address, so left out: ${name}`)).toBeVisible()
    const answer = await admin.request.get(`/export/${page.replaceAll('-', '_')}?${query}&format=csv`)
    expect(answer.status()).toBe(400)
    expect(await answer.text()).toBe(`Not understood in the address: ${name}\n`)
    const exports = { action: 'eq.list.exported', 'metadata->>query': `like.*${query}*`, select: 'id' }
    expect(await database.select('audit_trail', exports)).toHaveLength(0)
  })
}

test('an export refuses a value that is none, a value given twice, and a column that a table does not have', async ({
  admin,
}) => {
  for (const address of [
    'webhooks?state=lost',
    'alerts?type=a&type=b',
    'audit?constructor=x',
    'records/leads?nothing=x',
  ]) {
    const answer = await admin.request.get(`/export/${address}`)
    expect(answer.status(), address).toBe(400)
  }
})

test('a bulk act whose filter says something that the list does not declare changes nothing', async ({
  admin,
  database,
  marker,
}) => {
  await insertAlerts(database, marker, 51)
  await admin.goto(`/alerts?type=${marker}`)
  await admin.route('**/alerts?**', (route) => {
    const body = route.request().postData()
    if (!body?.includes('"filter":{')) return route.fallback()
    return route.continue({ postData: body.replace('"filter":{', '"filter":{"where":"x",') })
  })
  await admin.getByRole('checkbox', { name: 'Select all 50 on this page' }).check()
  await admin.getByRole('button', { name: 'Select all alerts that match' }).click()
  await expect(noticesOf(admin).getByText('Not understood')).toBeVisible()
  const open = { alert_type: `eq.${marker}`, acknowledged_at: 'is.null', select: 'id' }
  expect(await database.select('ops_alerts', open)).toHaveLength(51)
})
