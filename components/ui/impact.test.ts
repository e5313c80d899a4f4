import { expect, test } from 'vitest'
import { describeImpact } from './impact'

const part = (plan: string | null, customers: number, price: number | null) => ({ plan, customers, price })

test('an impact says plan by plan what it adds up, and how many it leaves out', () => {
  expect(
    describeImpact({ dollars: 998, unpriced: 1, parts: [part('pro', 2, 499), part(null, 1, null)] }),
  ).toBe('2 × pro at $499 = $998 a month, 1 unknown plan')
  expect(
    describeImpact({ dollars: 1144, unpriced: 0, parts: [part('elite', 2, 497), part('core', 1, 149.5)] }),
  ).toBe('2 × elite at $497 + 1 × core at $149.50 = $1,144 a month')
  expect(
    describeImpact({
      dollars: 149,
      unpriced: 3,
      parts: [part('core', 1, 149), part('legacy', 2, null), part(null, 1, null)],
    }),
  ).toBe('1 × core at $149 = $149 a month, 3 unknown plans (legacy)')
})

test('where no price is known, nothing is added up', () => {
  expect(describeImpact({ dollars: 0, unpriced: 1, parts: [part(null, 1, null)] })).toBe('1 unknown plan')
  expect(describeImpact({ dollars: 0, unpriced: 0, parts: [] })).toBe('No customer with unresolved errors')
  expect(describeImpact({ dollars: null, unpriced: 0, parts: [] })).toBe(
    'The platform itself: no customer in particular',
  )
})
