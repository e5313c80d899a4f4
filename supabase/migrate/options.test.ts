import { expect, test } from 'vitest'
import { readOptions } from './options'

const url = 'postgresql://postgres:secret@127.0.0.1:5432/postgres'

test('a database is migrated after a plan and a question', () => {
  expect(readOptions(['--db-url', url])).toEqual({
    task: 'migrate',
    url,
    dryRun: false,
    yes: false,
    putBack: false,
    admins: undefined,
  })
})

test('admins are named with their addresses', () => {
  expect(readOptions(['--db-url', url, '--yes', '--admins', 'a@x.com, b@x.com'])).toMatchObject({
    yes: true,
    admins: ['a@x.com', 'b@x.com'],
  })
})

test('files are written without a database', () => {
  expect(readOptions(['--bundle', 'all.sql'])).toEqual({ task: 'bundle', file: 'all.sql' })
  expect(readOptions(['--generate'])).toEqual({ task: 'generate' })
})

test.each([
  [[], '--db-url is missing'],
  [['--db-url', 'https://x'], 'must be an address'],
  [['--db-url', 'postgres secret'], 'must be an address'],
  [['--db-url', url, '--admins', 'a'], '"a" is no address'],
  [['--db-url', url, '--force'], '--force'],
  [[url], 'belongs after --db-url'],
  [['--bundle', ''], 'needs the name'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})

test('no message holds the password', () => {
  for (const args of [[url], ['--db-url', `${url} x`.replace('postgresql:', 'mysql:')]]) {
    try {
      readOptions(args)
    } catch (error) {
      expect(String(error)).not.toContain('secret')
    }
  }
})
