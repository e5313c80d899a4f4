import type { TablesInsert } from '@/lib/supabase/database.types'
import type { ErrorRow } from './errors'
import { createRandom, type Random } from './random'
import { DAY, iso, MINUTE } from './time'
import type { Webhook } from './webhooks'

type AuditRow = TablesInsert<'audit_trail'>
type Entry = Pick<AuditRow, 'action' | 'action_type' | 'entity' | 'metadata'> & {
  actor: string
  at: number
  row?: { id: string; user_id?: string | null }
}
type Looked = {
  queue: Webhook[]
  errors: ErrorRow[]
  sessions: TablesInsert<'active_sessions'>[]
  admins: string[]
  now: number
}

const EXPORTS = [
  ['errors', 'view=rows&type=calcom_token_refresh'],
  ['webhooks', 'state=failed&period=7d'],
  ['customers', 'grade=D,F'],
  ['alerts', 'period=30d&state=all'],
] as const
const PATHS = [['raw_payload', 'call', 'from_number'], ['phone_number'], ['error_message']]

function audited(random: Random, { actor, at, row, ...what }: Entry): AuditRow {
  return {
    id: random.uuid(),
    user_id: row?.user_id ?? null,
    actor_id: actor,
    ...what,
    entity_id: row?.id ?? null,
    created_at: iso(at),
  }
}

function exported(random: Random, admins: string[], at: number): AuditRow {
  const [list, query] = random.pick(EXPORTS)
  const metadata = { query, format: random.pick(['csv', 'json']) }
  const what = { action: 'list.exported', action_type: 'export', entity: list, metadata }
  return audited(random, { ...what, actor: random.pick(admins), at })
}

function revealed(random: Random, entity: string, row: { id: string; user_id?: string | null }, at: number) {
  const metadata =
    entity === 'error_logs'
      ? { path: ['message'], reason: 'Customer on the telephone' }
      : { path: random.pick(PATHS) }
  const what = { action: 'payload.revealed', action_type: 'reveal', entity, metadata }
  return { ...what, row, at: at + random.int(4, 90) * MINUTE }
}

function revoked(random: Random, session: TablesInsert<'active_sessions'>): AuditRow[] {
  const { id, user_id, revoked_at, revoked_by, revoked_reason } = session
  if (!id || !revoked_at || !revoked_by) return []
  const metadata = { reason: revoked_reason ?? '', previous: {} }
  const what = { action: 'session.revoked', action_type: 'revoke', entity: 'active_sessions', metadata }
  return [audited(random, { ...what, actor: revoked_by, at: Date.parse(revoked_at), row: { id, user_id } })]
}

/** What the sample admins looked at, took away and ended, as the database would have written it down. */
export function lookingRows({ queue, errors, sessions, admins, now }: Looked): AuditRow[] {
  const random = createRandom('kryonex audit')
  const looks = [
    ...queue
      .filter(({ result }) => result === 'failed')
      .slice(0, 9)
      .map((row) => revealed(random, 'webhook_queue', row, Date.parse(row.received_at ?? ''))),
    ...errors.slice(-6).map((row) => revealed(random, 'error_logs', row, Date.parse(row.created_at ?? ''))),
  ]
  return [
    ...Array.from({ length: 14 }, (_, index) =>
      exported(random, admins, now - index * 2.3 * DAY - random.int(20, 600) * MINUTE),
    ),
    ...looks.map((look) =>
      audited(random, { ...look, actor: random.pick(admins), at: Math.min(look.at, now) }),
    ),
    ...sessions.flatMap((session) => revoked(random, session)),
  ]
}
