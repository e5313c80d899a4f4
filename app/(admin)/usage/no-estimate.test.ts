import { expect, test } from 'vitest'
import { whyNoEstimate } from './no-estimate'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const usage = {
  state: 'under' as const,
  call_projected: null,
  sms_projected: null,
  period_start: '2026-11-25T00:00:00Z',
  period_end: '2026-12-25T00:00:00Z',
}

test('usage without an estimate says why', () => {
  expect(whyNoEstimate(usage, NOW)).toBe('No estimate before a tenth of the period has passed')
  expect(whyNoEstimate({ ...usage, state: 'stopped' }, NOW)).toContain('while it is stopped')
  expect(whyNoEstimate({ ...usage, period_end: null }, NOW)).toContain('its period is not known')
  expect(whyNoEstimate({ ...usage, period_end: '2026-11-26T11:00:00Z' }, NOW)).toContain('the period is over')
})
