import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { hasFailed, runParts, settle } from './run-parts.mjs'

test('a part that stops before it counts has failed, and so has one that tests nothing', () => {
  expect(settle({ passed: 0, failed: 0 }, false)).toEqual({ passed: 0, failed: 1 })
  expect(settle({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 })
  expect(settle({ passed: 5, failed: 0 }, false)).toEqual({ passed: 5, failed: 1 })
  expect(settle({ passed: 5, failed: 0 }, true)).toEqual({ passed: 5, failed: 0 })
})

test('a part that says that it skipped its tests has not failed', () => {
  expect(settle({ passed: 0, failed: 0 }, true, true)).toEqual({ passed: 0, failed: 0 })
  expect(settle({ passed: 0, failed: 0 }, false, true)).toEqual({ passed: 0, failed: 1 })
})

test('every part runs, whatever comes of the others, and the results keep its order', async () => {
  const program = (name, code) => ({ name, commands: [[process.execPath, '-e', `process.exit(${code})`]] })
  const parts = [program('one', 0), program('two', 1), program('three', 0), program('four', 0)]
  const results = await runParts(parts, process.env)
  expect(results.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
    ['one', 1, 0],
    ['two', 0, 1],
    ['three', 1, 0],
    ['four', 1, 0],
  ])
  expect(hasFailed(results)).toBe(true)
  expect(hasFailed(results.filter(({ name }) => name !== 'two'))).toBe(false)
})

test('a part without counts counts as one', () => {
  expect(settle(undefined, true)).toEqual({ passed: 1, failed: 0 })
  expect(settle(undefined, false)).toEqual({ passed: 0, failed: 1 })
})

test('a part that is divided runs in shares, each in a place of its own, and counts as one', async () => {
  const print = 'console.log(process.argv.at(-1) + " in " + process.env.E2E_RUN)'
  const part = {
    name: 'divided',
    commands: [[process.execPath, '-e', print, '--']],
    shares: 3,
    count: (output) => ({ passed: Number(/--shard=(\d)\/3 in \1/.exec(output)?.[1] ?? 1), failed: 0 }),
  }
  const [result] = await runParts([part], process.env)
  expect(result).toMatchObject({ name: 'divided', passed: availableParallelism() > 1 ? 6 : 1, failed: 0 })
})
