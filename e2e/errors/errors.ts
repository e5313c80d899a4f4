import type { Locator, Page } from '@playwright/test'
import type { Tables, TablesInsert } from '@/lib/supabase/database.types'
import type { Rest } from '../support/rest'

export type ErrorLog = Tables<'error_logs'>

/**
 * Writes unresolved errors of a type of their own, the newest first.
 * @param marker their type, and the beginning of every message.
 * @param change what is special about each.
 */
export async function insertErrors(
  database: Rest,
  marker: string,
  count: number,
  change: (index: number) => Partial<TablesInsert<'error_logs'>> = () => ({}),
): Promise<ErrorLog[]> {
  const now = Date.now()
  return database.insert(
    'error_logs',
    Array.from({ length: count }, (_, index) => ({
      error_type: marker,
      endpoint: '/api/e2e',
      message: `${marker} number ${index + 1}`,
      created_at: new Date(now - index * 1000).toISOString(),
      ...change(index),
    })),
  )
}

/** Writes one unresolved error. */
export async function insertError(
  database: Rest,
  marker: string,
  change: Partial<TablesInsert<'error_logs'>> = {},
): Promise<ErrorLog> {
  const [error] = await insertErrors(database, marker, 1, () => change)
  if (!error) throw new Error('Nothing was inserted.')
  return error
}

/** @returns the error as it is stored now. */
export async function storedError(database: Rest, id: string): Promise<ErrorLog> {
  const [error] = await database.select('error_logs', { id: `eq.${id}` })
  if (!error) throw new Error(`There is no error ${id}.`)
  return error
}

/** @returns what the audit log holds about an error, the oldest first. */
export function auditOf(database: Rest, id: string) {
  return database.select('audit_trail', { entity_id: `eq.${id}`, order: 'created_at' })
}

/** The list's rows that show a text. */
export const rowsWith = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'errors' }).getByRole('row').filter({ hasText: text })

/** The rows of the list of groups that show a text. */
export const groupsWith = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'error groups' }).getByRole('row').filter({ hasText: text })

/** The detail beside the list. */
export const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Error', exact: true })

/** Fills in the note that resolving asks for, and sends it. */
export async function resolveWith(page: Page, note: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Resolution notes').fill(note)
  await dialog.getByRole('button', { name: 'Resolve' }).click()
}
