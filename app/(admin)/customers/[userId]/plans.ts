import type { Tone } from '@/components/ui/badge'
import { lookUp } from '@/lib/format/labels'

const PLANS: Record<string, { name: string; dollars: number }> = {
  core: { name: 'Core', dollars: 149 },
  pro: { name: 'Pro', dollars: 249 },
  elite: { name: 'Elite', dollars: 497 },
  scale: { name: 'Scale', dollars: 997 },
}

/**
 * @param tier a plan as the database writes it.
 * @returns it for people with what it brings a month: "Elite, $497 a month"; one that nobody foresaw as it is, its price unknown.
 */
export function planName(tier: string | null): string {
  const plan = lookUp(PLANS, tier?.toLowerCase())
  return plan ? `${plan.name}, $${plan.dollars} a month` : (tier ?? 'Plan unknown')
}

const SUBSCRIPTION_TONES: Record<string, Tone> = {
  active: 'ok',
  trialing: 'info',
  past_due: 'warning',
  unpaid: 'critical',
}

/** @param status what Stripe says of a subscription. @returns its colour, neutral for a word that nobody foresaw. */
export function subscriptionTone(status: string | null): Tone {
  return lookUp(SUBSCRIPTION_TONES, status) ?? 'neutral'
}
