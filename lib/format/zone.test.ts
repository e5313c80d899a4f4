import { expect, test } from 'vitest'
import { formatExact } from './format'
import { parseZone } from './zone'

test('a cookie names a zone, and anything else is UTC', () => {
  expect(parseZone('Europe/Zurich')).toBe('Europe/Zurich')
  expect(parseZone('<script>')).toBe('UTC')
  expect(parseZone('x'.repeat(1000))).toBe('UTC')
  expect(parseZone(undefined)).toBe('UTC')
})

test('a time says in which zone it is written', () => {
  expect(formatExact('2026-11-19T13:40:08Z', 'UTC')).toBe('Nov 19, 2026, 13:40:08 UTC')
  expect(formatExact('2026-11-19 13:40:08+00', 'Europe/Zurich')).toBe('Nov 19, 2026, 14:40:08 GMT+1')
  expect(formatExact('2026-07-19 13:40:08+00', 'America/New_York')).toBe('Jul 19, 2026, 09:40:08 EDT')
})
