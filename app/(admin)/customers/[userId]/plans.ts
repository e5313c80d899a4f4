import type { Tone } from '@/components/ui/badge'

const PLANS: Record<string, { name: string; dollars: number }> = {
  core: { name: 'Core', dollars: 149 },
  pro: { name: 'Pro', dollars: 249 },
  elite: { name: 'Elite', dollars: 497 },
  scale: { name: 'Scale', dollars: 997 },
}

/** @param tier a plan as the database writes it. @returns it for people with what it brings a month: "Elite, $497 a month". */
export function planName(tier: string | null): string {
  const plan = PLANS[tier ?? '']
  return plan ? `${plan.name}, $${plan.dollars} a month` : (tier ?? 'No plan')
}

/** How what Stripe says of a subscription is coloured. */
export const SUBSCRIPTION_TONES: Record<string, Tone> = {
  active: 'ok',
  trialing: 'info',
  past_due: 'warning',
  unpaid: 'critical',
}
