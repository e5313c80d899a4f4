import { createRandom } from '../random'
import { DAY, iso } from '../time'
import { type Rows, share, type World } from './world'

const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Where callers of a business book a visit. */
export const bookingUrl = (name: string) => `https://cal.example/${slug(name)}/visit`

/** What customers have connected and paid for beyond the plan, and the bigger plans they were offered. */
export function settingRows(world: World, strained: Set<string>): Rows {
  const random = createRandom('kryonex settings')
  const { customers, alerts, now } = world
  const disconnected = new Set(
    alerts
      .filter(({ alert_type, acknowledged_at }) => alert_type === 'calcom_disconnected' && !acknowledged_at)
      .map(({ user_id }) => user_id),
  )
  const premium = customers.filter(({ tier }) => tier !== 'core' || random.chance(0.15))
  return {
    integrations: customers
      .filter(({ id }) => disconnected.has(id) || random.chance(0.8))
      .map(({ id, name, since }, index) => ({
        id: random.uuid(),
        user_id: id,
        provider: 'calcom',
        access_token: `placeholder-not-a-token-${index + 1}`,
        refresh_token: `placeholder-not-a-refresh-token-${index + 1}`,
        expires_at: iso(now + (disconnected.has(id) ? -1 : 1) * random.int(5, 55) * 60_000),
        is_active: !disconnected.has(id),
        booking_url: bookingUrl(name),
        event_type_id: random.int(310_000, 360_000),
        event_type_slug: 'visit',
        cal_username: slug(name),
        cal_time_zone: 'America/Chicago',
        created_at: iso(since + DAY),
        updated_at: iso(Math.max(since + DAY, now - random.int(1, 30) * DAY)),
      })),
    user_premium_features: premium.map(({ id, tier, since }) => ({
      id: random.uuid(),
      user_id: id,
      post_call_sms: true,
      review_requests: random.chance(0.5),
      zapier_webhooks: tier !== 'core',
      created_at: iso(since + DAY),
      updated_at: iso(since + DAY),
    })),
    upgrade_prompts_shown: customers
      .filter(({ id, tier }) => tier !== 'scale' && (strained.has(id) || random.chance(0.12)))
      .slice(0, share(world, 160))
      .map(({ id }) => prompt(random, id, strained.has(id), now)),
  }
}

function prompt(random: ReturnType<typeof createRandom>, user_id: string, isStrained: boolean, now: number) {
  const shown = now - Math.floor((isStrained ? 3 : 60) * random.float() * DAY) - 10 * 60_000
  const outcome = random.weighted([
    ['dismissed', 6],
    ['clicked', 2],
    ['ignored', 2],
  ])
  const at = iso(shown + 40_000)
  return {
    id: random.uuid(),
    user_id,
    prompt_type: isStrained ? 'usage_limit' : 'feature',
    trigger_reason: isStrained ? 'usage above 80 %' : 'opened a page of a bigger plan',
    metadata: { page: isStrained ? '/usage' : '/settings/webhooks' },
    clicked: outcome === 'clicked',
    clicked_at: outcome === 'clicked' ? at : null,
    dismissed: outcome === 'dismissed',
    dismissed_at: outcome === 'dismissed' ? at : null,
    shown_at: iso(shown),
  }
}
