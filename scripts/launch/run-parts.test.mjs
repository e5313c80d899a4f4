import { expect, test } from 'vitest'
import { settle } from './run-parts.mjs'

test('a part that stops before it counts has failed, and so has one that tests nothing', () => {
  expect(settle({ passed: 0, failed: 0 }, false)).toEqual({ passed: 0, failed: 1 })
  expect(settle({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 })
  expect(settle({ passed: 5, failed: 0 }, false)).toEqual({ passed: 5, failed: 1 })
  expect(settle({ passed: 5, failed: 0 }, true)).toEqual({ passed: 5, failed: 0 })
})

test('a part without counts counts as one', () => {
  expect(settle(undefined, true)).toEqual({ passed: 1, failed: 0 })
  expect(settle(undefined, false)).toEqual({ passed: 0, failed: 1 })
})
