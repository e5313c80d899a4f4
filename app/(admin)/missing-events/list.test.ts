import { expect, test } from 'vitest'
import { comparedTime } from './list'

const now = Date.parse('2026-11-20T20:00:00Z')

test('the period is compared where no time is chosen', () => {
  expect(comparedTime({ period: '24h', span: null }, now)).toEqual({
    since: '2026-11-19T20:00:00.000Z',
    until: null,
  })
})

test('of a stretch that is too long, its end is compared', () => {
  const until = '2026-11-20T00:00:00.000Z'
  expect(comparedTime({ period: '24h', span: ['2026-11-01T00:00:00.000Z', until] }, now).since).toBe(
    '2026-11-01T00:00:00.000Z',
  )
  expect(comparedTime({ period: '24h', span: ['2026-01-01T00:00:00.000Z', until] }, now).since).toBe(
    '2026-10-20T00:00:00.000Z',
  )
})
