import 'server-only'
import { cache } from 'react'
import { parseTime } from '@/lib/format/format'
import { maskPhone, maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'

const DAY = 86_400_000

/** @returns the customer's scores as they changed over the last 30 days, and the one that held before, oldest first. */
export async function readScoreTrend(customer: string, now: number) {
  await requireAdmin()
  const supabase = await getSupabase()
  const history = () => supabase.from('score_history').select('score, created_at').eq('user_id', customer)
  const start = new Date(now - 30 * DAY).toISOString()
  const [within, before] = await Promise.all([
    history().gte('created_at', start).order('created_at', { ascending: false }).limit(200),
    history().lt('created_at', start).order('created_at', { ascending: false }).limit(1),
  ])
  const rows = [...unwrap(within), ...unwrap(before)].reverse()
  return rows.map(({ score, created_at }) => ({
    at: Math.max(now - 30 * DAY, parseTime(created_at).getTime()),
    score,
  }))
}

/** @returns what the customer may use in the current period and has used, or null where nothing is known. */
export const readUsage = cache(async (customer: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('usage_of', { customer }).maybeSingle())
})

/** @returns the customer's newest agent and settings, phone numbers masked, and the calendar's time zone. */
export async function readAgent(customer: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const [agents, profiles, calendars] = await Promise.all([
    supabase
      .from('agent_details')
      .select('*')
      .eq('user_id', customer)
      .order('created_at', { ascending: false })
      .limit(2),
    supabase
      .from('account_profiles')
      .select('transfer_number, business_hours, cal_com_url, post_call_sms_enabled, review_request_enabled')
      .eq('user_id', customer)
      .maybeSingle(),
    supabase
      .from('integration_list')
      .select('provider, is_active, cal_time_zone, updated_at')
      .eq('user_id', customer)
      .order('updated_at', { ascending: false })
      .limit(1),
  ])
  const [agent, another] = unwrap(agents)
  const profile = unwrap(profiles)
  return {
    agent: agent
      ? {
          ...agent,
          phone_number: agent.phone_number && maskPhone(agent.phone_number),
          deploy_error: agent.deploy_error && maskText(agent.deploy_error),
        }
      : null,
    hasSeveral: another !== undefined,
    profile: profile && {
      ...profile,
      transfer_number: profile.transfer_number && maskPhone(profile.transfer_number),
    },
    calendar: unwrap(calendars)[0] ?? null,
  }
}

/** @returns the customer's latest subscription and last bill lines. */
export const readBilling = cache(async (customer: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const latest = { ascending: false }
  const [subscriptions, lines] = await Promise.all([
    supabase
      .from('subscription_details')
      .select('*')
      .eq('user_id', customer)
      .order('created_at', latest)
      .limit(10),
    supabase
      .from('bill_lines')
      .select('id, event_type, billed_units, total_amount, billing_period_id, dispute_id, created_at')
      .eq('user_id', customer)
      .order('created_at', latest)
      .order('id', latest)
      .limit(5),
  ])
  const found = unwrap(subscriptions)
  // Who moved to another plan has a canceled one beside it.
  return {
    subscription: found.find(({ status }) => status !== 'canceled') ?? found[0] ?? null,
    lines: unwrap(lines),
  }
})

/** @returns the customer's sessions and consents, newest first, what they paid for beyond the plan, and who brought them. */
export async function readPeople(customer: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  const latest = { ascending: false }
  const [sessions, consents, features, referred, codes] = await Promise.all([
    supabase
      .from('session_list')
      .select('id, created_at, last_active, revoked_at')
      .eq('user_id', customer)
      .order('last_active', latest)
      .limit(20),
    supabase
      .from('customer_consents')
      .select('id, version, created_at')
      .eq('user_id', customer)
      .order('created_at', latest)
      .limit(1),
    supabase
      .from('premium_features')
      .select('post_call_sms, review_requests, zapier_webhooks')
      .eq('user_id', customer)
      .maybeSingle(),
    supabase
      .from('customer_referrals')
      .select('id, referrer_id, status')
      .eq('referred_id', customer)
      .limit(1),
    supabase.from('customer_referrals').select('id, status').eq('referrer_id', customer).limit(100),
  ])
  return {
    sessions: unwrap(sessions),
    consent: unwrap(consents)[0] ?? null,
    features: unwrap(features),
    referredBy: unwrap(referred)[0] ?? null,
    brought: unwrap(codes),
  }
}

/** @returns which admin looks after the customer, or null. */
export const readOwner = cache(async (customer: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const owner = unwrap(
    await supabase
      .from('customer_owners')
      .select('admin_id, assigned_at')
      .eq('user_id', customer)
      .maybeSingle(),
  )
  return owner
})
