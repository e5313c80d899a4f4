import { expect, test } from 'vitest'
import { bill } from './billing'
import type { RestClient } from './rest-client'

type Row = Record<string, unknown>

/** Tables in memory; a filter is an equality. */
function createTables(tables: Record<string, Row[]>): RestClient {
  const matching = (table: string, parameters: Record<string, string>) =>
    (tables[table] ?? []).filter((row) =>
      Object.entries(parameters).every(
        ([name, value]) => !value.startsWith('eq.') || `eq.${row[name]}` === value,
      ),
    )
  return {
    select: async <T>(table: string, parameters: Record<string, string>) =>
      matching(table, parameters) as T[],
    insert: async (table, row) => void tables[table]?.push(row as Row),
    update: async (table, parameters, changes) => {
      for (const row of matching(table, parameters)) Object.assign(row, changes)
    },
    call: async () => undefined,
  }
}

const start = () => ({
  usage_calls: [] as Row[],
  usage_sms: [] as Row[],
  usage_limits: [{ user_id: 'ann', call_used_seconds: 100, sms_used: 4 }],
})
const webhook = { user_id: 'ann', phone_number: '+15125550100' }
const call = {
  ...webhook,
  event_type: 'call_ended',
  raw_payload: { event: 'call_ended', call: { call_id: 'call_1', duration_ms: 61_400 } },
}

test('a call that ended is billed once, however often its webhook is processed', async () => {
  const tables = start()
  const client = createTables(tables)
  await bill(client, call)
  await bill(client, call)
  expect(tables.usage_calls).toMatchObject([
    { user_id: 'ann', provider_call_id: 'call_1', seconds: 61, direction: 'inbound' },
  ])
  expect(tables.usage_limits[0]).toMatchObject({ call_used_seconds: 161, sms_used: 4 })
})

test('a message that came in is billed', async () => {
  const tables = start()
  await bill(createTables(tables), {
    ...webhook,
    event_type: 'sms_inbound',
    raw_payload: { MessageSid: 'SM1' },
  })
  expect(tables.usage_sms).toMatchObject([{ user_id: 'ann', provider_message_id: 'SM1' }])
  expect(tables.usage_limits[0]).toMatchObject({ call_used_seconds: 100, sms_used: 5 })
})

test('nothing else is', async () => {
  const tables = start()
  const client = createTables(tables)
  await bill(client, { ...call, event_type: 'call_started' })
  await bill(client, { ...call, raw_payload: 'no call' })
  await bill(client, { ...call, user_id: null })
  expect(tables).toEqual(start())
})
