import { accounts } from '../support/sessions'
import { expect, test } from '../support/test'
import { expectNothing, NEW, ownerId, plant } from './operations'

test('no call makes a customer an admin', async ({ customerApi, adminApi, database }) => {
  const user_id = await ownerId(database)
  const own = `/rest/v1/profiles?user_id=eq.${user_id}`
  const [before] = await customerApi.select('profiles')
  expect(before).toMatchObject({ user_id, role: 'user' })
  const promoted = { user_id, email: accounts.customer, role: 'admin' }
  const tries = [
    await customerApi.request('PATCH', own, { body: { role: 'admin' } }),
    await customerApi.request('PATCH', own, { body: { tier: 'scale' } }),
    await customerApi.request('PATCH', own, { body: { email: accounts.admin } }),
    await customerApi.request('PATCH', own, { body: { business_name: 'x', role: 'admin' } }),
    await customerApi.request('PATCH', '/rest/v1/profiles?role=eq.user', { body: { role: 'admin' } }),
    await customerApi.request('POST', '/rest/v1/profiles', { body: promoted }),
    await customerApi.request('POST', '/rest/v1/profiles?on_conflict=user_id', {
      body: promoted,
      headers: { prefer: 'resolution=merge-duplicates,return=representation' },
    }),
    await customerApi.request('PUT', own, { body: promoted }),
  ]
  for (const { status, body } of tries) {
    expect(status >= 400 || JSON.stringify(body) === '[]', JSON.stringify(body)).toBe(true)
  }
  // Metadata is the account's own to write; nothing may go by it.
  await customerApi.request('PUT', '/auth/v1/user', { body: { data: { role: 'admin', is_admin: true } } })
  expect(await customerApi.select('profiles')).toEqual([before])
  expect(await customerApi.rpc('whoami')).toMatchObject([{ is_admin: false }])
  expect(await customerApi.select('error_logs')).toEqual([])
  expect((await adminApi.select('error_logs', { limit: '1' })).length).toBe(1)
})

test('even an admin rewrites no evidence, and leaves a trace of every row written or deleted', async ({
  adminApi,
  database,
}) => {
  const ids = await plant(database)
  const [me] = await adminApi.rpc<{ user_id: string }[]>('whoami')
  const row = `/rest/v1/error_logs?id=eq.${ids.error_logs}`
  for (const change of [{ message: 'rewritten' }, { created_at: '2020-01-01' }, { stack_trace: 'x' }]) {
    expect((await adminApi.request('PATCH', row, { body: change })).status).toBe(403)
  }
  const written = await adminApi.request('POST', '/rest/v1/error_logs', { body: NEW.error_logs })
  const [{ id: own } = { id: '' }] = written.body as { id: string }[]
  await adminApi.request('DELETE', `/rest/v1/error_logs?id=eq.${own}`)
  expect(await database.select('error_logs', { id: `eq.${own}` })).toEqual([])
  const traces = await adminApi.select('audit_trail', { entity_id: `eq.${own}` })
  expect(traces.map(({ actor_id }) => actor_id)).toEqual([me?.user_id, me?.user_id])
  const stamp = { resolved_at: '2020-01-01', resolved_by: await ownerId(database), resolution_notes: 'fixed' }
  const [resolved] = await adminApi.update('error_logs', { id: `eq.${ids.error_logs}` }, stamp)
  expect(resolved?.resolved_by).toBe(me?.user_id)
  expect(resolved?.resolved_at).not.toContain('2020')
  const audit = await adminApi.select('audit_trail', { entity_id: `eq.${ids.error_logs}` })
  expect(audit).toMatchObject([{ action: 'error.resolved', actor_id: me?.user_id }])
  const entry = `/rest/v1/audit_trail?id=eq.${audit[0]?.id}`
  await expectNothing(adminApi, 'PATCH', entry, { action: 'nothing' })
  await expectNothing(adminApi, 'DELETE', entry)
  expect(await database.select('audit_trail', { id: `eq.${audit[0]?.id}` })).toHaveLength(1)
})

test('a customer gets nothing from the list of customers and its figures', async ({
  customerApi,
  adminApi,
  database,
}) => {
  await plant(database)
  const query = { user_id: `eq.${await ownerId(database)}` }
  const [known] = await adminApi.select('customer_list', query)
  expect(known?.grade).toMatch(/^[A-F]$/)
  expect(known?.open_alerts).toBeGreaterThan(0)
  expect(await customerApi.select('customer_list')).toEqual([])
  const grades = await customerApi.rpc<{ customers: number }[]>('health_distribution')
  expect(grades.filter(({ customers }) => Number(customers) !== 0)).toEqual([])
  const [pulse] = await customerApi.rpc<Record<string, unknown>[]>('pulse')
  expect(pulse).toMatchObject({ unresolved_errors: 0, open_alerts: 0, open_churn: 0, pending_webhooks: 0 })
})
