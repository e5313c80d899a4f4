import type { Locator, Page } from '@playwright/test'
import type { Tables, TablesInsert } from '@/lib/supabase/database.types'
import type { Rest } from '../support/rest'

export type OpsAlert = Tables<'ops_alerts'>

/**
 * Writes open warnings of a type of their own, the newest first.
 * @param marker their type, and the beginning of every message.
 * @param change what is special about each.
 */
export async function insertAlerts(
  database: Rest,
  marker: string,
  count: number,
  change: (index: number) => Partial<TablesInsert<'ops_alerts'>> = () => ({}),
): Promise<OpsAlert[]> {
  const now = Date.now()
  return database.insert(
    'ops_alerts',
    Array.from({ length: count }, (_, index) => ({
      alert_type: marker,
      severity: 'warning',
      message: `${marker} number ${index + 1}`,
      created_at: new Date(now - index * 1000).toISOString(),
      ...change(index),
    })),
  )
}

/** Writes one open alert. */
export async function insertAlert(
  database: Rest,
  marker: string,
  change: Partial<TablesInsert<'ops_alerts'>> = {},
): Promise<OpsAlert> {
  const [alert] = await insertAlerts(database, marker, 1, () => change)
  if (!alert) throw new Error('Nothing was inserted.')
  return alert
}

/** @returns the alert as it is stored now. */
export async function storedAlert(database: Rest, id: string): Promise<OpsAlert> {
  const [alert] = await database.select('ops_alerts', { id: `eq.${id}` })
  if (!alert) throw new Error(`There is no alert ${id}.`)
  return alert
}

/** @returns the actions that the audit log holds about an alert, the oldest first. */
export async function actionsOn(database: Rest, id: string) {
  const rows = await database.select('audit_trail', { entity_id: `eq.${id}`, order: 'created_at' })
  return rows.map(({ action, actor_id }) => ({ action, actor_id }))
}

/** The list's rows that show a text. */
export const rowsWith = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'alerts' }).getByRole('row').filter({ hasText: text })

/** The detail beside the list. */
export const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Alert', exact: true })

/** One of the choices of a group: of "Severity" or of "State". */
export const choice = (page: Page, group: string, name: string | RegExp): Locator =>
  page.getByRole('navigation', { name: group }).getByRole('link', { name })
