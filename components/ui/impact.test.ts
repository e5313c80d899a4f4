import { expect, test } from 'vitest'
import { describeImpact } from './impact'

test('an impact says whose plans it adds up, and how many it leaves out', () => {
  expect(describeImpact({ dollars: 1284, unpriced: 0, plans: ['core', 'elite'] })).toBe(
    '$1,284 a month: the plans core, elite of those concerned',
  )
  expect(describeImpact({ dollars: 149, unpriced: 2, plans: ['core'] })).toBe(
    '$149 a month: the plan core of those concerned. 2 have a plan of unknown price, not added',
  )
  expect(describeImpact({ dollars: 0, unpriced: 1 })).toBe(
    '1 has a plan of unknown price, so that nothing can be added up',
  )
  expect(describeImpact({ dollars: null, unpriced: 0 })).toContain('The platform itself')
})
