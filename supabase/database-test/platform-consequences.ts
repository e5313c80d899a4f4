import { people } from '../platform/starts'
import type { Api, Call } from './platform-api'
import type { Pair } from './platform-pair'
import type { Report } from './report'

type Row = Record<string, unknown>
type Consequence = { what: string; expected: string; run: (platform: Platform) => Promise<string> }
type Platform = ReturnType<typeof createPlatform>

const REPRESENTATION = 'return=representation'

/** The platform's own code in short: it ignores the errors of most of its calls. */
function createPlatform(api: Api) {
  const send = async (call: Call) => {
    const { status, body } = await api.call(call)
    return status < 300 && Array.isArray(body) ? (body as Row[]) : []
  }
  return {
    read: (path: string, caller: Call['caller'] = 'service') => send({ caller, method: 'GET', path }),
    update: (path: string, body: Row, caller: Call['caller'] = 'service') =>
      send({ caller, method: 'PATCH', path, body, prefer: REPRESENTATION }),
    remove: (path: string, caller: Call['caller']) =>
      send({ caller, method: 'DELETE', path, prefer: REPRESENTATION }),
    upsert: (path: string, body: Row, caller: Call['caller']) =>
      send({ caller, method: 'POST', path, body, prefer: `${REPRESENTATION},resolution=merge-duplicates` }),
    status: async (call: Call) => (await api.call(call)).status,
  }
}

const limits = `usage_limits?user_id=eq.${people.customer.id}`
const ownLimits = (platform: Platform) => platform.read(limits).then(([row]) => row ?? {})

const consequences: Consequence[] = [
  {
    what: 'one reminder for each booked appointment',
    expected: '4 appointments, 4 reminders',
    run: async (platform) => {
      const sent: unknown[] = []
      for (let minute = 0; minute < 5; minute += 1) {
        const due = await platform.read(
          'appointments?status=eq.booked&reminder_enabled=is.true&reminder_sent=is.false',
        )
        for (const { id } of due) {
          sent.push(id)
          await platform.update(`appointments?id=eq.${id}`, {
            reminder_sent: true,
            reminder_last_sent_at: '2026-11-30T10:00:00Z',
          })
        }
      }
      return `${new Set(sent).size} appointments, ${sent.length} reminders`
    },
  },
  {
    what: 'usage over the cap is counted',
    expected: '34000 seconds, paused, hard stop true',
    run: async (platform) => {
      await platform.update(limits, { call_used_seconds: 29_800 })
      for (let call = 0; call < 7; call += 1) {
        const counted = {
          p_user_id: people.customer.id,
          p_seconds: 600,
          p_hard_stop_active: false,
          p_limit_state: 'ok',
        }
        const status = await platform.status({
          caller: 'service',
          method: 'POST',
          path: 'rpc/increment_call_usage',
          body: counted,
        })
        if (status < 300) continue
        const row = await ownLimits(platform)
        const used = Number(row.call_used_seconds) + 600
        const isOver = used > Number(row.call_cap_seconds) + Number(row.grace_seconds)
        await platform.update(limits, {
          call_used_seconds: used,
          limit_state: isOver ? 'paused' : 'ok',
          hard_stop_active: isOver,
        })
      }
      const row = await ownLimits(platform)
      return `${row.call_used_seconds} seconds, ${row.limit_state}, hard stop ${row.hard_stop_active}`
    },
  },
  {
    what: 'one warning for a customer who nears the cap',
    expected: '1 warning',
    run: async (platform) => {
      let warnings = 0
      await platform.update(limits, { call_used_seconds: 25_000, limit_state: 'ok' })
      for (let call = 0; call < 5; call += 1) {
        const row = await ownLimits(platform)
        if (
          Number(row.call_used_seconds) < 0.8 * Number(row.call_cap_seconds) ||
          row.limit_state === 'warning'
        )
          continue
        warnings += 1
        await platform.update(limits, { limit_state: 'warning', last_warning_at: '2026-11-30T10:00:00Z' })
      }
      return `${warnings} warning`
    },
  },
  {
    what: "the seller's page",
    expected: 'Lead 1 Positive, Lead 2 Unknown, Lead 3 neutral; 1 contacted',
    run: async (platform) => {
      const rows = await platform.read('leads?select=name,sentiment&order=name', 'seller')
      const contacted = await platform.update('leads?name=eq.Lead 2', { status: 'called back' }, 'seller')
      return `${rows.map(({ name, sentiment }) => `${name} ${sentiment}`).join(', ')}; ${contacted.length} contacted`
    },
  },
  {
    what: "the admin's edits of leads",
    expected: '1 edited, 1 deleted, 5 left',
    run: async (platform) => {
      const edited = await platform.update(
        'leads?name=eq.Lead 4',
        { metadata: { outcome: 'Demo Set' } },
        'admin',
      )
      const deleted = await platform.remove('leads?name=eq.Lead 6', 'admin')
      return `${edited.length} edited, ${deleted.length} deleted, ${(await platform.read('leads', 'admin')).length} left`
    },
  },
  {
    what: 'a new customer finishes the sign-up wizard',
    expected: 'HVAC, Cold Air, (555) 010-2020, affiliate',
    run: async (platform) => {
      const steps: Row[] = [
        { business_name: 'Cold Air' },
        { industry: 'HVAC' },
        { transfer_number: '(555) 010-2020' },
        {
          account_type: 'affiliate',
          affiliate_name: 'A',
          payout_email: 'a@kryonex.test',
          created_at: '2026-11-30T10:00:00Z',
        },
      ]
      const { id } = people.newcomer
      for (const step of steps)
        await platform.upsert('profiles?on_conflict=user_id', { user_id: id, ...step }, 'newcomer')
      const [row] = await platform.read(`profiles?user_id=eq.${id}`, 'newcomer')
      return `${row?.industry}, ${row?.business_name}, ${row?.transfer_number}, ${row?.account_type}`
    },
  },
  {
    what: 'webhooks leave the queue when they are replayed',
    expected: '0 pending, 5 replayed',
    run: async (platform) => {
      const waiting = await platform.read(
        'webhook_queue?or=(processed_at.is.null,result.in.(failed,rate_limited))',
      )
      for (const { id } of waiting) {
        await platform.update(`webhook_queue?id=eq.${id}`, {
          attempts: 2,
          last_attempt_at: '2026-11-30T10:00:00Z',
        })
        const replayed = {
          processed_at: '2026-11-30T10:00:00Z',
          processed_by: `replay:${people.admin.id}`,
          result: 'replayed',
        }
        await platform.update(`webhook_queue?id=eq.${id}`, { ...replayed, error_message: null })
      }
      const pending = await platform.read('webhook_queue?processed_at=is.null')
      const done = await platform.read('webhook_queue?result=eq.replayed')
      return `${pending.length} pending, ${done.length} replayed`
    },
  },
]

/** What follows for the platform's users when its writes work, or do not. */
export async function testConsequences({ without, withUs }: Pair, report: Report, where: string) {
  for (const { what, expected, run } of consequences) {
    const before = await run(createPlatform(without.api))
    const after = await run(createPlatform(withUs.api))
    report.check(
      `${where}: ${what}`,
      before === expected && after === expected,
      `expected ${expected}\nbefore   ${before}\nafter    ${after}`,
    )
  }
}
