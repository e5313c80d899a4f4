import { expect, test } from 'vitest'
import type { AttentionRow } from './queries'
import { describeUrgency } from './urgency'

const row = {
  kind: 'alert',
  severity: 0,
  late: false,
  at_risk: false,
  leaving: false,
  grade: null,
} as AttentionRow

test('urgency says what it is made of', () => {
  expect(describeUrgency(row)).toBe('not urgent')
  expect(describeUrgency({ ...row, severity: 2, late: true, at_risk: true, grade: 'F' })).toBe(
    'critical, past its target, grade F',
  )
  expect(describeUrgency({ ...row, kind: 'error', severity: 1, at_risk: true, leaving: true })).toBe(
    'growing or back, a customer may leave',
  )
})
