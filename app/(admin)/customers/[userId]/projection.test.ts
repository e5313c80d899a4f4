import { expect, test } from 'vitest'
import { limitReachedAt, project, standing } from './projection'

const DAY = 86_400_000
const usage = { start: 0, end: 30 * DAY, used: 50, cap: 90, credit: 10, stopped: false }

test('usage goes on at the same pace', () => {
  expect(project(usage, 10 * DAY)).toBe(150)
  expect(limitReachedAt(usage, 10 * DAY)).toBe(20 * DAY)
  expect(limitReachedAt({ ...usage, used: 20 }, 10 * DAY)).toBeNull()
  expect(limitReachedAt({ ...usage, used: 100 }, 10 * DAY)).toBeNull()
})

test('nothing is estimated from the first tenth of a period, nor after the end', () => {
  expect(project(usage, 3 * DAY - 1)).toBeNull()
  expect(project(usage, 3 * DAY)).toBe(500)
  expect(project(usage, 30 * DAY)).toBeNull()
  expect(project({ ...usage, end: 0 }, 10 * DAY)).toBeNull()
})

test('what is stopped does not go on', () => {
  expect(project({ ...usage, stopped: true }, 10 * DAY)).toBeNull()
  expect(limitReachedAt({ ...usage, stopped: true }, 10 * DAY)).toBeNull()
})

test('where usage stands goes by the limit with the credit', () => {
  expect(standing({ ...usage, used: 79 })).toBe('under')
  expect(standing({ ...usage, used: 80 })).toBe('near')
  expect(standing({ ...usage, used: 100 })).toBe('soft')
  expect(standing({ ...usage, used: 110 })).toBe('hard')
  expect(standing({ ...usage, used: 0, cap: 0, credit: 0 })).toBe('under')
})
