import type { Tier } from '../businesses'

type Plan = { name: string; minutes: number; texts: number; dollars: number }

/** What each plan includes and costs a month. */
export const PLANS: Record<Tier, Plan> = {
  core: { name: 'Core', minutes: 150, texts: 50, dollars: 149 },
  pro: { name: 'Pro', minutes: 500, texts: 200, dollars: 249 },
  elite: { name: 'Elite', minutes: 1200, texts: 500, dollars: 497 },
  scale: { name: 'Scale', minutes: 3000, texts: 1000, dollars: 997 },
}

/** Dollars for each minute or message beyond the plan. */
export const OVERAGE: Record<Tier, { minute: number; text: number }> = {
  core: { minute: 0.45, text: 0.04 },
  pro: { minute: 0.4, text: 0.035 },
  elite: { minute: 0.36, text: 0.03 },
  scale: { minute: 0.32, text: 0.025 },
}
