import 'server-only'
import { type MaskedColumns, maskColumns } from '../masking/columns'
import { requireAdmin } from '../session/auth'
import { unwrap } from '../supabase/backend-error'
import type { Json } from '../supabase/database.types'
import { getSupabase } from '../supabase/server'
import type { ListFilter } from './declaration'
import { cutPage, pageArguments } from './page-rows'
import type { Cursor } from './params'

/** The part of a list's query that finds a page of rows. */
export type PageQuery<Sort extends string = string> = {
  params: { after: Cursor | null; before: Cursor | null }
  filter: ListFilter | Record<string, Json>
  order: { by: Sort; descending: boolean }
  /** More than a page shows, for an export. */
  pageSize?: number
}

type Listed = { rows: string; masked: MaskedColumns }

/**
 * @param list the declared list.
 * @param query the page that is asked for.
 * @param cursorValue the value of a row's cursor; that of the column that the list is ordered by, unless the list says otherwise.
 * @returns the rows with their personal data masked, and the cursors of the neighbouring pages.
 */
export async function readPage<Row extends { id: string }>(
  list: Listed,
  { params, filter, order, pageSize }: PageQuery,
  cursorValue = (row: Row) => row[order.by as keyof Row] as unknown,
) {
  await requireAdmin()
  const supabase = await getSupabase()
  const place = { after: params.after, before: params.before, pageSize }
  const answer = await supabase.rpc(list.rows as 'list_alerts', {
    filter,
    sort: order.by,
    descending: order.descending,
    ...pageArguments(place),
  })
  const rows = (unwrap(answer) as unknown as Row[]).map((row) => maskColumns(list.masked, row))
  return cutPage(rows, place, (row) => [String(cursorValue(row) ?? ''), row.id])
}
