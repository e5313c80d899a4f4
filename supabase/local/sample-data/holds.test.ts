import { PGlite } from '@electric-sql/pglite'
import { afterAll, expect, test } from 'vitest'
import { ADMIN_EMAILS, OWNER_EMAIL } from '../accounts'
import type { Database } from '../database'
import { holdsSampleData, loadSampleData } from '.'

const opened = PGlite.create()
afterAll(async () => (await opened).close())

/** A database of before, with these accounts. */
async function databaseWith(emails: readonly string[]): Promise<Database> {
  const pglite = await opened
  await pglite.exec(`drop schema if exists auth cascade; create schema auth; create table auth.users (email text);
    drop schema if exists private cascade; create schema private;
    create table private.recorded_since (what text primary key, since timestamptz default now());`)
  const query = async (sql: string, parameters?: unknown[]) =>
    (await pglite.query<Record<string, unknown>>(sql, parameters)).rows
  for (const email of emails) await query('insert into auth.users values ($1)', [email])
  return { query } as Database
}

test.each([
  [
    'the sample of a version that did not note it down',
    [...ADMIN_EMAILS, OWNER_EMAIL, 'office@blue-ridge.example'],
    true,
  ],
  ['accounts to sign in with and no data', [...ADMIN_EMAILS, OWNER_EMAIL], false],
  ['data of somebody', ['ann@example.com'], false],
])('%s', async (_what, emails, isSample) => {
  const database = await databaseWith(emails)
  for (const _start of [1, 2]) {
    await loadSampleData(database, 'full', new Date(), () => {})
    expect(await holdsSampleData(database)).toBe(isSample)
  }
})
