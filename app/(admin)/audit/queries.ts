import 'server-only'
import { cache } from 'react'
import { colleague } from '@/lib/format/format'
import { deviceName } from '@/lib/format/user-agent'
import { countChart } from '@/lib/lists/figures'
import type { Histogram } from '@/lib/lists/histogram'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskColumns } from '@/lib/masking/columns'
import type { Json } from '@/lib/masking/mask'
import { parseExact } from '@/lib/payloads/exact-json'
import { type Admin, listAdmins } from '@/lib/session/admins'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { readStory, summarise } from './audit-entry'
import { type AuditQuery, audit } from './list'

type Listed = NonNullKeys<Tables<'audit_list'>, 'id' | 'created_at' | 'action' | 'metadata' | 'source'>
export type AuditRow = ReturnType<typeof describeEntry>

/** @returns the masked row with its metadata read and its device in words. */
function describeEntry({ metadata, user_agent, ...row }: Listed, admins: Admin[]) {
  const emailOf = (id: string) => admins.find(({ user_id }) => user_id === id)?.email ?? id
  const story = readStory(row.action_type, metadata as Json, emailOf)
  return {
    ...row,
    device: user_agent ? deviceName(user_agent) : null,
    summary: summarise(story),
    story,
  }
}

/** @returns one page of audit rows that match, and its neighbours' cursors. */
export async function listAudit(query: PageQuery) {
  const [page, admins] = await Promise.all([readPage<Listed>(audit, query), listAdmins()])
  return { ...page, rows: page.rows.map((row) => describeEntry(row, admins)) }
}

/** Everybody who ever acted, by account: also those who are no admins any more. */
export const listActors = cache(async () => {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('list_actors')) as { user_id: string; email: string | null }[]
})

export type Actor = Awaited<ReturnType<typeof listActors>>[number]

/** @returns how an actor is called: the platform, a colleague, or an account that is gone. */
function nameActor(value: string, actors: Actor[]): string {
  if (value === 'platform') return 'the platform'
  const email = actors.find(({ user_id }) => user_id === value)?.email
  return email ? colleague(email) : value === 'other' ? value : 'a former account'
}

/** @returns acts over the period by person. */
export async function auditOverTime(query: AuditQuery): Promise<Histogram> {
  const [counted, actors] = await Promise.all([countChart(audit, query), listActors()])
  const named = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).map(([value, count]) => [nameActor(value, actors), count]))
  return {
    ...counted,
    series: counted.series.map(({ name, total }) => ({ name: nameActor(name, actors), total })),
    points: counted.points.map((point) => ({ ...point, counts: named(point.counts) })),
  }
}

/**
 * @param id an audit row's id.
 * @returns everything about it, or null when there is none.
 */
export const findEntry = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [found, admins] = await Promise.all([
    supabase.from('audit_list').select('*, exact:metadata::text').eq('id', id).maybeSingle(),
    listAdmins(),
  ])
  const row = unwrap(found) as (Listed & { exact: string | null }) | null
  if (!row) return null
  const { exact, ...rest } = row
  const metadata = exact === null ? null : parseExact(exact)
  return describeEntry(
    maskColumns(audit.masked, { ...rest, metadata: metadata as Listed['metadata'] }),
    admins,
  )
})
