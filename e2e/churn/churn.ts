import type { Locator, Page } from '@playwright/test'
import type { Tables, TablesInsert } from '@/lib/supabase/database.types'
import type { Rest } from '../support/rest'

export type ChurnAlert = Tables<'churn_alerts'>

/** @returns a customer of the sample data. */
export async function anyCustomer(database: Rest) {
  const [customer] = await database.select('customer_list', { order: 'user_id', limit: '1' })
  if (!customer?.user_id || !customer.business_name) throw new Error('There is no customer.')
  return { id: customer.user_id, name: customer.business_name }
}

/**
 * Writes open churn alerts with a reason of their own, the newest first.
 * @param marker the kind of their reason.
 * @param change what is special about each.
 */
export async function insertChurn(
  database: Rest,
  marker: string,
  count = 1,
  change: (index: number) => Partial<TablesInsert<'churn_alerts'>> = () => ({}),
): Promise<ChurnAlert[]> {
  const now = Date.now()
  const { id } = await anyCustomer(database)
  return database.insert(
    'churn_alerts',
    Array.from({ length: count }, (_, index) => ({
      user_id: id,
      severity: 'high',
      reason: `${marker}: ${index + 1} calls in 7 days`,
      created_at: new Date(now - index * 1000).toISOString(),
      ...change(index),
    })),
  )
}

/** @returns the churn alert as it is stored now. */
export async function storedChurn(database: Rest, id: string | undefined): Promise<ChurnAlert> {
  const [alert] = await database.select('churn_alerts', { id: `eq.${id}` })
  if (!alert) throw new Error(`There is no churn alert ${id}.`)
  return alert
}

/** @returns the actions that the audit log holds about a churn alert, the oldest first. */
export async function actionsOn(database: Rest, id: string | undefined) {
  const rows = await database.select('audit_trail', { entity_id: `eq.${id}`, order: 'created_at' })
  return rows.map(({ action, actor_id }) => ({ action, actor_id }))
}

/** The list's rows that show a text. */
export const rowsWith = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'churn alerts' }).getByRole('row').filter({ hasText: text })

/** The detail beside the list. */
export const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Churn alert', exact: true })

/** Chooses what came of it, fills in the note that resolving asks for, and sends it. */
export async function resolveWith(page: Page, note: string, outcome = 'Saved') {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: outcome }).check()
  await dialog.getByLabel('Resolution notes').fill(note)
  await dialog.getByRole('button', { name: 'Resolve' }).click()
}
