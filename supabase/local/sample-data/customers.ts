import { OWNER_EMAIL } from '../accounts'
import { type Business, type Industry, inventBusinesses, type Tier } from './businesses'
import type { Random } from './random'
import { DAY, MINUTE } from './time'

/** What goes on at a customer, which everything generated for them follows. */
export type Story = 'thriving' | 'steady' | 'bumpy' | 'failing' | 'unpaid' | 'declining' | 'silent'

export type Customer = {
  id: string
  email: string
  name: string
  industry: Industry
  areaCode: string
  tier: Tier
  story: Story
  phone: string
  transferNumber: string
  agentId: string
  /** How many calls they get compared to others. */
  volume: number
  /** How often something goes wrong for them compared to others. */
  trouble: number
  since: number
  lastSignIn: number
}

type Featured = [name: string, industry: Industry, areaCode: string, tier: Tier, story: Story]

// The customers that the incident going on is about, and the one whose owner can sign in.
const FEATURED: Featured[] = [
  ['Lone Star Comfort', 'hvac', '512', 'elite', 'steady'],
  ['Cascade Plumbing Co', 'plumbing', '503', 'scale', 'failing'],
  ['Blue Ridge HVAC', 'hvac', '828', 'elite', 'declining'],
  ['Northfield Heating', 'hvac', '320', 'core', 'silent'],
  ['Tidewater Plumbing', 'plumbing', '757', 'pro', 'unpaid'],
  ['Ironwood Electric', 'electrical', '906', 'elite', 'failing'],
  ['Summit Air & Heat', 'hvac', '704', 'scale', 'failing'],
  ['Harbor Point Plumbing', 'plumbing', '850', 'pro', 'declining'],
  ['Copper Kettle Plumbing', 'plumbing', '918', 'core', 'silent'],
  ['Granite State HVAC', 'hvac', '603', 'pro', 'failing'],
  ['Mesa Verde Mechanical', 'hvac', '505', 'elite', 'bumpy'],
  ['Brightline Electrical', 'electrical', '512', 'scale', 'bumpy'],
  ['Riverbend Electric', 'electrical', '319', 'pro', 'bumpy'],
]

const STORIES: readonly (readonly [Story, number])[] = [
  ['thriving', 42],
  ['steady', 33],
  ['bumpy', 17],
  ['failing', 2],
  ['unpaid', 2],
  ['declining', 2],
  ['silent', 2],
]
const TIERS: readonly (readonly [Tier, number])[] = [
  ['core', 46],
  ['pro', 32],
  ['elite', 15],
  ['scale', 7],
]
const VOLUME: Record<Tier, number> = { core: 1, pro: 2.2, elite: 4.5, scale: 9 }
const TROUBLE: Record<Story, number> = {
  thriving: 0.4,
  steady: 0.9,
  bumpy: 2.2,
  failing: 9,
  unpaid: 1.4,
  declining: 2,
  silent: 0.4,
}
const DAYS_SINCE_SIGN_IN: Record<Story, [number, number]> = {
  thriving: [0, 3],
  steady: [0, 7],
  bumpy: [2, 14],
  failing: [0, 4],
  unpaid: [8, 25],
  declining: [9, 30],
  silent: [20, 60],
}

/** The customers, the featured ones first. */
export function inventCustomers(random: Random, count: number, now: number): Customer[] {
  const featured = FEATURED.map(([name, industry, areaCode]) => ({ name, industry, areaCode }))
  const others = inventBusinesses(
    random,
    count - featured.length,
    featured.map(({ name }) => name),
  )
  const used = new Map<string, number>()
  return [...featured, ...others].map((business, index) => {
    const [, , , tier, story] = FEATURED[index] ?? []
    return createCustomer(random, business, {
      tier: tier ?? random.weighted(TIERS),
      story: story ?? random.weighted(STORIES),
      email: index === 0 ? OWNER_EMAIL : `office@${slug(business.name)}.example`,
      line: nextLine(used, business.areaCode),
      now,
    })
  })
}

type Given = { tier: Tier; story: Story; email: string; line: number; now: number }

function createCustomer(
  random: Random,
  business: Business,
  { tier, story, email, line, now }: Given,
): Customer {
  const [from, to] = DAYS_SINCE_SIGN_IN[story]
  return {
    ...business,
    id: random.uuid(),
    email,
    tier,
    story,
    phone: `+1${business.areaCode}5550${100 + line}`,
    transferNumber: `+1${business.areaCode}5550${150 + line}`,
    agentId: `agent_${random.hex(24)}`,
    // Who calls less than before must have had calls worth comparing.
    volume: VOLUME[tier] * (0.5 + random.float()) * (story === 'declining' ? 5 : 1),
    trouble: TROUBLE[story] * (0.6 + 0.8 * random.float()) * Math.sqrt(VOLUME[tier]),
    since: now - random.int(40, 900) * DAY,
    lastSignIn: Math.floor(now - (from + (to - from) * random.float()) * DAY - 7 * MINUTE),
  }
}

// Numbers 555-0100 to 555-0199 are reserved for fiction: fifty lines and fifty transfer numbers an area code.
function nextLine(used: Map<string, number>, areaCode: string): number {
  const line = used.get(areaCode) ?? 0
  used.set(areaCode, line + 1)
  return line % 50
}

const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
