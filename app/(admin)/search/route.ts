import { maskEmail, maskJson, maskText } from '@/lib/masking/mask'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/** Callers, not customers: what they are called is hidden, too. */
function maskLabel(kind: string, label: string | null): string {
  if (kind !== 'leads') return maskText(label ?? 'Unnamed')
  return label ? String(maskJson(label, 'caller_name')) : 'Unnamed caller'
}

/** What a name, an e-mail address, a phone number, an idempotency key or the beginning of an id leads to: ?q=… */
export const GET = adminHandler(async (url, supabase) => {
  const term = url.searchParams.get('q')?.trim().slice(0, 200) ?? ''
  if (term.length < 2) return []
  const found = unwrap(await supabase.rpc('find_anything', { term }))
  return found.map((row) => ({
    ...row,
    label: maskLabel(row.kind, row.label),
    detail: row.kind === 'customer' ? maskEmail(row.detail) : maskText(row.detail ?? ''),
  }))
})
