import { expect, test } from 'vitest'
import { countOwn, countPlaywright, countVitest, settle } from './parts.mjs'

test('counts of Vitest', () => {
  expect(countVitest(' Test Files  2 passed (2)\n      Tests  12 passed (12)\n')).toEqual({
    passed: 12,
    failed: 0,
  })
  const mixed = ' Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 11 passed (12)\n'
  expect(countVitest(mixed)).toEqual({ passed: 11, failed: 1 })
})

test('counts of Playwright: what did not run has failed', () => {
  expect(countPlaywright('  12 passed (30.1s)\n')).toEqual({ passed: 12, failed: 0 })
  expect(countPlaywright('  1 failed\n    [console] › a\n  2 did not run\n  9 passed (1.2m)\n')).toEqual({
    passed: 9,
    failed: 3,
  })
})

test('counts of our own runners: the last line that says so', () => {
  expect(countOwn('1 passed, 2 failed\nok\n150 passed, 0 failed\n')).toEqual({ passed: 150, failed: 0 })
})

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
