import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestDatabase } from '../native-database'
import type { Report } from '../report'

export type Check = Report['check']

export const platformTables = readFileSync(path.join(import.meta.dirname, 'tables.sql'), 'utf8')

/** The first value of the last statement, as text. */
export async function one(database: TestDatabase, sql: string) {
  return String((await database.exec(sql)).at(-1)?.[0]?.[0] ?? '')
}

/** @returns the error of a statement, or nothing. */
export const failureOf = (database: TestDatabase, sql: string) =>
  database.exec(sql).then(
    () => undefined,
    (error: Error) => error.message,
  )

/** An id that is easy to read. */
export const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Whom the owner of the database confirms as an admin. */
export const admin = id(6)

/** Statements as the admin sends them, whom the owner of the database has confirmed. */
const asAdmin = (statements: string) => `begin;
  select set_config('request.jwt.claims', '{"role": "authenticated", "sub": "${admin}"}', true), set_config('request.jwt.claim.sub', '${admin}', true);
  set local role authenticated; ${statements}; commit`

/** The first value of the last statement that returned a row. */
export async function askAsAdmin(database: TestDatabase, statement: string) {
  const results = await database.exec(asAdmin(statement)).catch(async (error: Error) => {
    await database.exec('rollback')
    return [[[error.message]]]
  })
  return String(results.findLast((rows) => rows.length > 0)?.[0]?.[0] ?? '')
}

export async function confirmAdmin(database: TestDatabase) {
  await database.exec(
    `grant usage on schema public to authenticated; select private.confirm_admins('{account-6@kryonex.test}')`,
  )
}
