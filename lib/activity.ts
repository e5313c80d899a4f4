import 'server-only'
import { z } from 'zod'
import { colleague, formatExact, plainName } from './format/format'
import { viewerZone } from './format/viewer-zone'
import type { NonNullKeys } from './lists/page-rows'
import { maskText } from './masking/mask'
import { requireAdmin } from './session/auth'
import { unwrap } from './supabase/backend-error'
import type { Tables } from './supabase/database.types'
import { getSupabase } from './supabase/server'

/** The tables whose rows people act on and talk about. */
export type CommentedEntity = 'error_groups' | 'error_logs' | 'ops_alerts' | 'churn_alerts' | 'webhook_queue'

/** The tables whose rows people act on. */
export type AuditedEntity = CommentedEntity | 'unknown_phone' | 'active_sessions'

const text = z.string().optional()
const note = z.object({ notes: text, reason: text, outcome: text, until: text, assignee: text }).catch({})

/** What an audit row says besides its action. */
function inWords(metadata: unknown, zone: string): string | null {
  const { notes, reason, outcome, until, assignee } = note.parse(metadata)
  const parts = [
    outcome ? plainName(outcome) : undefined,
    assignee ? `to ${colleague(assignee)}` : undefined,
    until ? `until ${formatExact(until, zone)}` : undefined,
    notes ?? reason,
  ]
  return parts.filter(Boolean).join(': ') || null
}

/**
 * @param entity the table.
 * @param id the row's id.
 * @returns the row's latest 50 audit entries, newest first, each with the note it was given,
 * personal data in it masked.
 */
export async function listActivity(entity: AuditedEntity, id: string) {
  await requireAdmin()
  const supabase = await getSupabase()
  // What was done to a group of errors before new rules divided it belongs to its parts.
  const ids =
    entity === 'error_groups'
      ? unwrap(await supabase.rpc('error_group_ids', { wanted: id }).single()).ids
      : [id]
  const rows = unwrap(
    await supabase
      .from('audit_list')
      .select('id, created_at, action, action_type, actor_email, metadata')
      .eq('entity', entity)
      .in('entity_id', ids)
      .order('created_at', { ascending: false })
      .order('id', { ascending: false })
      .limit(50),
  ) as NonNullKeys<
    Pick<Tables<'audit_list'>, 'id' | 'created_at' | 'action' | 'action_type' | 'actor_email' | 'metadata'>,
    'id' | 'created_at' | 'action'
  >[]
  const zone = await viewerZone()
  return rows.map(({ metadata, ...row }) => {
    const said = inWords(metadata, zone)
    return { ...row, note: said && maskText(said) }
  })
}
