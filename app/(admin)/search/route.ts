import { adminHandler } from '@/lib/admin-handler'
import { unwrap } from '@/lib/backend-error'
import { maskEmail, maskText } from '@/lib/mask'

/** What a name, an e-mail address, a phone number, an idempotency key or an id leads to: ?q=… */
export const GET = adminHandler(async (url, supabase) => {
  const term = url.searchParams.get('q')?.trim().slice(0, 200) ?? ''
  if (term.length < 2) return []
  const found = unwrap(await supabase.rpc('find_anything', { term }))
  return found.map((row) => ({
    ...row,
    label: maskText(row.label),
    detail: row.kind === 'customer' ? maskEmail(row.detail) : maskText(row.detail),
  }))
})
