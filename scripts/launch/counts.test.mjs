import { expect, test } from 'vitest'
import { countOwn, countPlaywright, countVitest, listRetried } from './counts.mjs'

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

test('tests of Playwright that passed only when retried', () => {
  const first = '[console] › errors/list.spec.ts:3:1 › sorts by severity'
  const second = '[console] › live/live.spec.ts:9:1 › new rows'
  const output = `  1 flaky, says a title\n  2 flaky\n    ${first} ────\n    ${second} ──\n  9 passed (1.2m)\n`
  expect(listRetried(output)).toEqual([first, second])
  expect(countPlaywright(output)).toEqual({ passed: 11, failed: 0 })
  expect(listRetried('  9 passed (1.2m)\n')).toEqual([])
})

test('counts of our own runners: the last line that says so', () => {
  expect(countOwn('1 passed, 2 failed\nok\n150 passed, 0 failed\n')).toEqual({ passed: 150, failed: 0 })
})
