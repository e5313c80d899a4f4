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
