import 'server-only'
import type { ExportColumn } from '@/lib/lists/export-text'
import type { List } from '@/lib/lists/names'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import { lists } from './lists'

const text = (name: string): ExportColumn => ({ name, type: 'text' })

/** How the rows that a page shows differ from those that the database function returns: see each list's queries. */
const SHOWN: Partial<Record<List, { without?: string[]; more: ExportColumn[] }>> = {
  audit: { without: ['metadata', 'user_agent'], more: ['device', 'summary', 'story'].map(text) },
  customers: {
    without: ['email', 'factors', 'factors_week_ago'],
    more: [text('id'), { name: 'change', type: 'integer' }, text('moved')],
  },
  sessions: { more: [text('device')] },
  webhooks: {
    more: ['last_attempt_at', 'queued_at'].map((name) => ({ name, type: 'timestamp with time zone' })),
  },
}

/** @returns the columns of a list as it is exported, in their order; they are there without any row. */
export async function exportColumns(name: List): Promise<ExportColumn[]> {
  const supabase = await getSupabase()
  const { rows, masked } = lists[name]
  const stored = unwrap(await supabase.rpc('list_columns', { reader: rows }))
  const { without = [], more = [] } = SHOWN[name] ?? {}
  const isKept = (column: string) =>
    (masked as Record<string, string>)[column] !== 'left out' && !without.includes(column)
  return [...stored.filter((column) => isKept(column.name)), ...more]
}
