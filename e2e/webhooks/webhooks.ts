import type { Locator, Page } from '@playwright/test'
import type { Tables, TablesInsert } from '@/lib/supabase/database.types'
import type { Rest } from '../support/rest'

export type Webhook = Tables<'webhook_queue'>

/** What a finished webhook has, by how it was finished. */
export const finished = {
  failed: { result: 'failed', error_message: 'Signature mismatch', attempts: 3 },
  processed: { result: 'success', attempts: 1 },
  skipped: { result: 'skipped', attempts: 1 },
}

/**
 * Writes webhooks of an event type of their own, the newest first; pending unless `change` says otherwise.
 * @param marker their event type, and the beginning of every key.
 * @param change what is special about each.
 */
export async function insertWebhooks(
  database: Rest,
  marker: string,
  count: number,
  change: (index: number) => Partial<TablesInsert<'webhook_queue'>> = () => ({}),
): Promise<Webhook[]> {
  const now = Date.now()
  return database.insert(
    'webhook_queue',
    Array.from({ length: count }, (_, index) => ({
      event_type: marker,
      idempotency_key: `${marker}:${index + 1}`,
      raw_payload: { number: index + 1 },
      received_at: new Date(now - index * 1000).toISOString(),
      processed_at: null,
      processed_by: null,
      result: null,
      error_message: null,
      attempts: 0,
      ...change(index),
    })),
  )
}

/** Writes webhooks that were finished in one way. */
export function insertSettled(
  database: Rest,
  marker: string,
  how: keyof typeof finished,
  count = 1,
  change: (index: number) => Partial<TablesInsert<'webhook_queue'>> = () => ({}),
): Promise<Webhook[]> {
  const processed = { processed_at: new Date().toISOString(), processed_by: 'system' }
  return insertWebhooks(database, marker, count, (index) => ({
    ...processed,
    ...finished[how],
    ...change(index),
  }))
}

/** Writes one webhook that was finished in one way. */
export async function insertOne(
  database: Rest,
  marker: string,
  how: keyof typeof finished,
  change: Partial<TablesInsert<'webhook_queue'>> = {},
): Promise<Webhook> {
  const [webhook] = await insertSettled(database, marker, how, 1, () => change)
  if (!webhook) throw new Error('Nothing was inserted.')
  return webhook
}

/** @returns the webhook as it is stored now. */
export async function storedWebhook(database: Rest, id: string): Promise<Webhook> {
  const [webhook] = await database.select('webhook_queue', { id: `eq.${id}` })
  if (!webhook) throw new Error(`There is no webhook ${id}.`)
  return webhook
}

/** @returns what the audit log holds about a webhook, the oldest first. */
export function auditOf(database: Rest, id: string) {
  return database.select('audit_trail', { entity_id: `eq.${id}`, order: 'created_at' })
}

/** The list's rows that show a text. */
export const rowsWith = (page: Page, text: string): Locator =>
  page.getByRole('table', { name: 'webhooks' }).getByRole('row').filter({ hasText: text })

/** The detail beside the list. */
export const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Webhook', exact: true })

/** A state's tab. */
export const tabOf = (page: Page, state: string): Locator =>
  page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: state })

/** Fills in the reason that a requeue asks for, and sends it. */
export async function requeueBecause(page: Page, reason: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Requeue' }).click()
}
