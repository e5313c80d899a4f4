import { expect, test } from 'vitest'
import { chooseParts, GRIDS, GROUPS } from './parts.mjs'
import { readTestOptions } from './test-options.mjs'

const names = (parts) => parts.map(({ name }) => name)
const { [GRIDS]: grids, ...always } = GROUPS
const everything = names(Object.values(always).flat())

test('everything but the grids runs unless parts are named', () => {
  expect(names(readTestOptions([]).parts)).toEqual(everything)
})

test('the other groups together are everything', () => {
  const args = Object.keys(always).flatMap((group) => ['--part', group])
  expect(names(readTestOptions(args).parts)).toEqual(everything)
})

test('a part is named with spaces or dashes, and runs once', () => {
  expect(names(chooseParts(['native-postgres']))).toEqual(['native Postgres'])
  expect(names(chooseParts(['unit tests', 'check']))).toEqual(names(GROUPS.check))
})

test('a shard goes to the last command of what can be split', () => {
  const { parts } = readTestOptions(['--part', 'unit-tests', '--part', 'end-to-end', '--shard', '2/4'])
  for (const { commands } of parts) expect(commands.at(-1).at(-1)).toBe('--shard=2/4')
  expect(parts).toHaveLength(2)
})

test('the grids run by their name', () => {
  expect(names(chooseParts([GRIDS]))).toEqual(names(grids))
})

test.each([
  [['--part', 'nothing'], 'There is no part "nothing".'],
  [['--shard', '1/4'], '--shard cannot split types'],
  [['--part', 'database', '--shard', '1/4'], '--shard cannot split generated types'],
  [['--part', 'end-to-end', '--shard', '0/4'], '--shard must be like 1/4'],
  [['--part', 'end-to-end', '--shard', '5/4'], '--shard must be like 1/4'],
  [['--part', 'end-to-end', '--shard', ''], '--shard must be like 1/4'],
  [['--unknown'], '--unknown'],
])('%j is refused', (args, message) => {
  expect(() => readTestOptions(args)).toThrow(message)
})

test('help names every part', () => {
  const { help } = readTestOptions(['--help'])
  for (const name of [...everything, ...names(grids)]) expect(help).toContain(name)
})
