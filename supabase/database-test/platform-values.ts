import { createRandom } from '../local/sample-data/random'
import { people } from '../platform/starts'
import type { Column } from './platform-catalog'

/** Gives a column a value of its type. */
export type ChooseValue = (column: Column) => unknown

const isAccount = /^(user|owner|seller|referrer|referred|created|actor|admin)(_id|_by)$/

/** A reference that must exist is left empty; everything else is as one expects. */
export function plainValues(seed: string): ChooseValue {
  const random = createRandom(seed)
  return ({ name, type, labels }) => {
    if (name === 'seller_id' || name === 'owner_id') return people.seller.id
    if (isAccount.test(name) || name === 'p_user_id') return people.customer.id
    if (/^(lead|webhook|deal|referral|session|tier_snapshot)_id$/.test(name) && type === 'uuid') return null
    if (labels.length > 0) return random.pick(labels)
    if (/phone|_number$/.test(name)) return `(555) 0${random.int(10, 99)}-${random.int(1000, 9999)}`
    switch (type) {
      case 'uuid':
        return random.uuid()
      case 'boolean':
        return random.chance(0.5)
      case 'integer':
      case 'bigint':
        return random.int(1, 90)
      case 'numeric':
      case 'double precision':
        return random.int(0, 90_000) / 100
      case 'jsonb':
        return { noted: random.int(0, 999) }
      case 'text[]':
        return ['lead_created', `event ${random.int(0, 999)}`]
      case 'timestamp with time zone':
        return new Date(
          Date.UTC(2026, 8, random.int(1, 28), random.int(0, 23), random.int(0, 59)),
        ).toISOString()
      default:
        return `${name} ${random.int(0, 999_999)}`
    }
  }
}

const words = [
  'zzz-a-word-of-tomorrow',
  'franchise',
  '',
  ' ',
  'PAUSED',
  'Ünïcödé ☎️ 🧑🏽‍🔧 \u202eright to left\u202c',
  "Robert'); drop table leads;--",
  '{"not": "an object"}',
  '+1 (555) 010-0000 ext. 12',
  '\u0001\u0008\ttab\r\nline',
  'null',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  'a'.repeat(300),
  'x, y; z = "q" \\ %_',
]
const times = [
  'infinity',
  '-infinity',
  '0044-03-15 00:00:00+00 BC',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-28T23:59:60Z',
]
const documents = [
  null,
  'a string',
  7,
  true,
  [],
  {},
  [[{ deep: [1, null] }]],
  { '': '', ключ: '☎️' },
  { user_id: 'nobody', metadata: null },
]
const numbers = { integer: [-1, 0, 2_147_483_647, -2_147_483_648], bigint: [-1, '9223372036854775807'] }
const LONG = 5_000
const HUGE = 3_000_000

/**
 * Words that nobody foresaw, from a fixed seed.
 * @param huge how many of the texts have three million letters: one in so many.
 */
export function inventedValues(seed: string, huge: number): ChooseValue {
  const random = createRandom(seed)
  const plain = plainValues(`${seed}, plain`)
  return (column) => {
    const { name, type, labels } = column
    if (type === 'uuid' || type === 'boolean' || labels.length > 0) return plain(column)
    switch (type) {
      case 'integer':
        return random.pick<unknown>(numbers.integer)
      case 'bigint':
        return random.pick<unknown>(numbers.bigint)
      case 'numeric':
        return random.pick<unknown>(['-0.000000001', '123456789012345678901234567890.5', 'NaN', 0, -7])
      case 'double precision':
        return random.pick<unknown>([-90.5, 1e300, 0])
      case 'jsonb':
        return random.pick<unknown>(documents)
      case 'text[]':
        return random.pick<unknown>([[], [''], ['a', null, 'ü'], ['x'.repeat(LONG)]])
      case 'timestamp with time zone':
        return random.pick<unknown>(times)
      default:
        // Some of the long ones cannot be compressed, so that an index would refuse them.
        if (random.chance(1 / huge)) return `${name} `.repeat(HUGE / (name.length + 1))
        if (random.chance(1 / 6)) return random.hex(LONG)
        return `${random.pick(words)}${random.chance(1 / 3) ? random.int(0, 999_999) : ''}`
    }
  }
}
