import type { Rest } from '../support/rest'
import { test as base, expect } from '../support/test'
import { CHANGES, expectNothing, NEW, ownerId, plant, stored, TABLES } from './operations'

const QUEUES = ['errors', 'alerts', 'churn', 'webhooks']
const VIEWS = [
  'error_list',
  'alert_list',
  'churn_list',
  'webhook_list',
  'audit_list',
  'reconciliation_list',
  'discrepancy_list',
  'unknown_number_list',
]
const QUESTIONS: [string, object][] = [
  ...['errors', 'alerts', 'churn_alerts', 'webhooks'].map((name): [string, object] => [`list_${name}`, {}]),
  ['oldest_unhandled', {}],
  ['list_reconciliation_runs', {}],
  ['list_unknown_numbers', {}],
  ...QUEUES.flatMap((list): [string, object][] => [
    ['list_facets', { list, filter: {} }],
    ['list_histogram', { list, filter: {}, bounds: ['2020-01-01', '2025-01-01', '2030-01-01'] }],
  ]),
]
const ACTIONS: [string, object][] = [
  ['resolve_errors', { notes: 'x' }],
  ['reopen_errors', {}],
  ['acknowledge_ops_alerts', {}],
  ['unacknowledge_ops_alerts', {}],
  ['resolve_churn_alerts', { notes: 'x' }],
  ['reopen_churn_alerts', {}],
  ['requeue_webhooks', { reason: 'x' }],
  ['resolve_unknown_numbers', { notes: 'x' }],
  ['reopen_unknown_numbers', {}],
]
const intruders = {
  "a customer's token": base.extend<{ api: Rest }>({ api: ({ customerApi }, use) => use(customerApi) }),
  'the publishable key alone': base.extend<{ api: Rest }>({ api: ({ anonApi }, use) => use(anonApi) }),
}

for (const [who, test] of Object.entries(intruders)) {
  test.describe(who, () => {
    test('reads and changes no row of the operations tables', async ({ api, adminApi, database }) => {
      const ids = await plant(database)
      const before = await stored(database, ids)
      expect(before.flat()).toHaveLength(TABLES.length)
      const user_id = await ownerId(database)
      for (const table of TABLES) {
        expect(await adminApi.select(table, { id: `eq.${ids[table]}` }), table).toHaveLength(1)
        const row = `/rest/v1/${table}?id=eq.${ids[table]}`
        await expectNothing(api, 'GET', `/rest/v1/${table}?select=*`)
        await expectNothing(api, 'GET', row)
        await expectNothing(api, 'POST', `/rest/v1/${table}`, { ...NEW[table], user_id })
        for (const change of Object.entries(CHANGES[table])) {
          await expectNothing(api, 'PATCH', row, Object.fromEntries([change]))
        }
        await expectNothing(api, 'DELETE', row)
      }
      expect(await stored(database, ids)).toEqual(before)
    })

    test('gets no row from the views and functions', async ({ api, adminApi, database }) => {
      await plant(database)
      for (const view of VIEWS) {
        const seen = await adminApi.request('GET', `/rest/v1/${view}?limit=1`)
        if (view !== 'audit_list') expect(seen.body, view).toHaveLength(1)
        await expectNothing(api, 'GET', `/rest/v1/${view}`)
      }
      for (const [name, parameters] of QUESTIONS) {
        await expectNothing(api, 'POST', `/rest/v1/rpc/${name}`, parameters)
      }
      for (const list of QUEUES) {
        const body = { list, filter: {} }
        const count = await api.request('POST', '/rest/v1/rpc/count_matching', { body })
        expect(count.status >= 400 || count.body, list).toEqual(
          count.status >= 400 ? true : [{ matches: 0, exact: true }],
        )
      }
    })

    test('is refused every action', async ({ api, database }) => {
      const ids = await plant(database)
      const before = await stored(database, ids)
      for (const [name, parameters] of ACTIONS) {
        const body = { ids: Object.values(ids), ...parameters }
        const answer = await api.request('POST', `/rest/v1/rpc/${name}`, { body })
        expect(answer.status, name).toBeGreaterThanOrEqual(400)
      }
      expect(await stored(database, ids)).toEqual(before)
    })

    test("cannot read or write the audit log, nor other people's profiles", async ({ api, adminApi }) => {
      const [me] = await adminApi.rpc<{ user_id: string }[]>('whoami')
      expect(await adminApi.select('profiles', { user_id: `eq.${me?.user_id}` })).toHaveLength(1)
      await expectNothing(api, 'GET', '/rest/v1/audit_logs')
      await expectNothing(api, 'POST', '/rest/v1/audit_logs', { action: 'forged' })
      await expectNothing(api, 'GET', '/rest/v1/audit_trail')
      await expectNothing(api, 'POST', '/rest/v1/audit_trail', { action: 'forged' })
      await expectNothing(api, 'GET', `/rest/v1/profiles?user_id=eq.${me?.user_id}`)
      await expectNothing(api, 'PATCH', `/rest/v1/profiles?user_id=eq.${me?.user_id}`, { business_name: 'x' })
      await expectNothing(api, 'DELETE', `/rest/v1/profiles?user_id=eq.${me?.user_id}`)
    })
  })
}
