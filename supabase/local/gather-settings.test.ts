import type { Results } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { gatherSettings } from './gather-settings'

const NOTHING: Results<never> = { rows: [], fields: [], affectedRows: 0 }

function listen() {
  const sent: [string, unknown[] | undefined][] = []
  const driver: Parameters<typeof gatherSettings>[0] = {
    query: async (sql: string, parameters?: unknown[]) => {
      sent.push([sql, parameters])
      return NOTHING
    },
  }
  gatherSettings(driver)
  return { driver, sent }
}

test('settings wait, and go out in order as one statement before the next', async () => {
  const { driver, sent } = listen()
  await driver.query('BEGIN')
  await driver.query("SELECT set_config('role', $1, true)", ['authenticated'])
  await driver.query("SELECT set_config('response.status', '', true)")
  expect(sent).toHaveLength(1)
  await driver.query('select 1', [])
  await driver.query('COMMIT')
  expect(sent).toEqual([
    ['BEGIN', undefined],
    [
      'select set_config($1, $2, true), set_config($3, $4, true)',
      ['role', 'authenticated', 'response.status', ''],
    ],
    ['select 1', []],
    ['COMMIT', undefined],
  ])
})

test('what is rolled back is forgotten, and other settings are not held', async () => {
  const { driver, sent } = listen()
  await driver.query("SELECT set_config('role', $1, true)", ['anon'])
  await driver.query('ROLLBACK')
  await driver.query("SELECT set_config('role', $1, false)", ['anon'])
  expect(sent.map(([sql]) => sql)).toEqual(['ROLLBACK', "SELECT set_config('role', $1, false)"])
})
