import { parseTime } from '@/lib/format/format'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'
import { isUuid } from '@/lib/uuid'
import { TIMELINE_KINDS } from '../kinds'

/** How many entries a customer's timeline has above one, 100 at most: ?at=…&id=…&kind=… */
export const GET = adminHandler(async (url, supabase) => {
  const customer = url.pathname.split('/').at(-2) ?? ''
  const [at, id] = [url.searchParams.get('at') ?? '', url.searchParams.get('id') ?? '']
  const asked = url.searchParams.get('kind')?.split(',') ?? []
  const kinds = TIMELINE_KINDS.filter((kind) => asked.includes(kind))
  if (!isUuid(customer) || !isUuid(id) || Number.isNaN(parseTime(at).getTime())) {
    return new Response(null, { status: 400 })
  }
  const rows = unwrap(
    await supabase.rpc('customer_timeline', {
      customer,
      kinds: kinds.length > 0 ? kinds : undefined,
      cursor_values: [at, id],
      backward: true,
      page_size: 100,
    }),
  )
  return rows.length
})
