import { expect, test } from 'vitest'
import { describeOutcomes } from './outcomes'

const wording = { words: { one: 'error', many: 'errors' }, done: 'resolved', already: 'was already resolved' }
const row = (outcome: string) => ({
  id: crypto.randomUUID(),
  outcome,
  happened_at: '2026-11-22T10:00:00Z',
  actor_id: null,
  actor_email: 'support@kryonex.test',
})

test('counts what was done', () => {
  expect(describeOutcomes([row('done'), row('done')], wording, 'UTC')).toEqual({
    title: '2 errors resolved',
    description: undefined,
    failed: false,
  })
})

test('says who was first', () => {
  const notice = describeOutcomes([row('already')], wording, 'UTC')
  expect(notice.failed).toBe(true)
  expect(notice.description).toBe('One was already resolved by support, Nov 22, 2026, 10:00:00 UTC.')
})

test('tells every outcome of a mixed answer', () => {
  const notice = describeOutcomes(
    [row('done'), row('already'), row('missing'), row('denied')],
    wording,
    'UTC',
  )
  expect(notice.title).toBe('1 error resolved')
  expect(notice.description).toContain('1 error no longer exist.')
  expect(notice.description).toContain('1 error denied')
})
