import type { TestDatabase } from '../native-database'
import { type Check, id, one } from './used-database'

type Billed = { table: string; name: string; documented: string; key: string; event: string; payload: string }

/** What is billed, where its reference stands, and a webhook about it. */
const billed: Billed[] = [
  {
    table: 'usage_calls',
    name: 'call_id',
    documented: 'provider_call_id',
    key: id(8200),
    event: 'call_ended',
    payload: '{"call": {"call_id": "paired"}}',
  },
  {
    table: 'usage_sms',
    name: 'message_id',
    documented: 'provider_message_id',
    key: id(8201),
    event: 'sms_inbound',
    payload: '{"MessageSid": "paired"}',
  },
]

/** Calls and messages are paired by the reference that lists show, also where only the platform's name has it. */
export async function testPairing(database: TestDatabase, check: Check) {
  for (const what of billed) {
    await testNoted(database, check, what)
    await testFormer(database, check, what)
    await testGone(database, check, what)
  }
}

/** A row from before us whose documented column is empty, as on a published table. */
const unfilled = ({ table, name, key }: Billed, reference: string) =>
  `set session_replication_role = replica; delete from public.${table} where id = '${key}';
   insert into public.${table} (id, user_id, ${name}, created_at) values ('${key}', '${id(1)}', '${reference}', now());
   reset session_replication_role; delete from private.event_notes where id = '${key}'`

const webhook = ({ key, event, payload }: Billed) =>
  `set session_replication_role = replica; delete from public.webhook_queue where id = '${key}';
   insert into public.webhook_queue (id, event_type, raw_payload, received_at, processed_at)
     values ('${key}', '${event}', '${payload}', now(), now()); reset session_replication_role;
   delete from private.event_notes where id = '${key}'`

const notes = ({ key }: Billed) =>
  `select coalesce(string_agg(entity || ' ' || reference, ', ' order by entity), '') from private.event_notes where id = '${key}'`

async function testNoted(database: TestDatabase, check: Check, what: Billed) {
  const { table, name, documented, key } = what
  await database.exec(unfilled(what, 'first'))
  await database.exec(`update public.${table} set ${name} = 'second' where id = '${key}'`)
  const renamed = await one(database, notes(what))
  check(`a new ${name} alone is noted`, renamed === `${table} second`, renamed)
  await database.exec(unfilled(what, 'third'))
  await database.exec(`update public.${table} set direction = 'inbound' where id = '${key}'`)
  const unnamed = await one(database, notes(what))
  const column = await one(
    database,
    `select coalesce(${documented}, 'empty') from public.${table} where id = '${key}'`,
  )
  check(
    `${table} is noted by ${name} while ${documented} is ${column}`,
    unnamed === `${table} third` && column === 'empty',
    `${unnamed}; ${column}`,
  )
}

/** The webhook about a reference that a row no longer has is noted, because nobody bills it. */
async function testFormer(database: TestDatabase, check: Check, what: Billed) {
  const { table, name, key } = what
  await database.exec(unfilled(what, 'paired'))
  await database.exec(webhook(what))
  await database.exec(`update public.${table} set ${name} = 'other' where id = '${key}'`)
  const former = await one(database, notes(what))
  check(
    `the webhook about a former ${name} is noted`,
    former === `${table} other, webhook_queue paired`,
    former,
  )
}

async function testGone(database: TestDatabase, check: Check, what: Billed) {
  const { table, name, key } = what
  await database.exec(unfilled(what, 'paired'))
  await database.exec(webhook(what))
  const alone = await one(database, notes(what))
  await database.exec(`delete from public.${table} where id = '${key}'`)
  const gone = await one(database, notes(what))
  check(`the webhook about a deleted ${name} is noted`, alone === '' && gone === 'webhook_queue paired', gone)
}
