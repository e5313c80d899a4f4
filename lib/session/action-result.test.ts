import { expect, test } from 'vitest'
import { resultOrUnreachable } from './action-result'

test('the answer of an action is passed on', async () => {
  expect(await resultOrUnreachable(Promise.resolve({ ok: true, data: 3 }))).toEqual({ ok: true, data: 3 })
})

test('a request that fails is an answer, not an exception', async () => {
  expect(await resultOrUnreachable(Promise.reject(new TypeError('Failed to fetch')))).toEqual({
    ok: false,
    kind: 'unreachable',
    message: 'The server could not be reached.',
  })
})
