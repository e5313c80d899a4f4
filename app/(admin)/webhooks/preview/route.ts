import { z } from 'zod'
import { undeclaredKeys } from '@/app/(admin)/lists'
import { idsSchema } from '@/lib/ids'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'
import type { RequeuePreview } from '../requeue-preview'

const filterSchema = z
  .record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))
  .refine((filter) => undeclaredKeys('webhooks', filter).length === 0)
const countsSchema = z.record(z.string(), z.number()).catch({})

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

const refused = () => Response.json(null, { status: 400, headers: { 'cache-control': 'no-store' } })

/** What would happen twice if the webhooks ?ids=a,b or those that match ?filter={…} were requeued. Changes nothing. */
export const GET = adminHandler(async (url, supabase) => {
  const ids = url.searchParams.get('ids')
  if (ids !== null) {
    const valid = idsSchema.safeParse(ids.split(','))
    if (!valid.success) return refused()
    const rows = unwrap(await supabase.rpc('preview_requeue', { ids: valid.data }))
    const twice: Record<string, number> = {}
    for (const row of rows) {
      for (const [relation, count] of Object.entries(countsSchema.parse(row.twice)))
        twice[relation] = (twice[relation] ?? 0) + count
    }
    return {
      examined: rows.length,
      ranBefore: rows.filter((row) => row.processed_before || row.repeats_processed > 0).length,
      itself: rows[0]?.processed_before ?? false,
      risky: rows.filter((row) => row.risky).length,
      twice,
      oldest: rows.map((row) => row.received_at).sort()[0] ?? null,
    } satisfies RequeuePreview
  }
  const filter = filterSchema.safeParse(parsed(url.searchParams.get('filter')))
  if (!filter.success) return refused()
  const sum = unwrap(await supabase.rpc('preview_requeue_matching', { filter: filter.data }).single())
  return {
    examined: sum.examined,
    ranBefore: sum.processed_before + sum.repeated,
    itself: false,
    risky: sum.risky,
    twice: countsSchema.parse(sum.twice),
    oldest: sum.oldest,
  } satisfies RequeuePreview
})
