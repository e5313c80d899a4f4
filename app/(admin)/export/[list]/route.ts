import { exportColumns } from '@/app/(admin)/list-columns'
import { type Reader, readers } from '@/app/(admin)/list-readers'
import { listShownAs } from '@/app/(admin)/lists'
import { rawParams, refuseParams, refuseSearch } from '@/lib/lists/export-params'
import { exportResponse } from '@/lib/lists/export-response'
import { type ExportFormat, exportText } from '@/lib/lists/export-text'
import { findShown } from '@/lib/lists/find-shown'
import type { Cursor } from '@/lib/lists/params'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/** As many rows as the database gives in one call, one of which only says that there are more. */
const ROWS_PER_CALL = 199

/** Everything that matches a list's filters, streamed as a file: ?format=csv or json, and the list's own parameters. */
export const GET = adminHandler(async (url, supabase) => {
  const format: ExportFormat = url.searchParams.get('format') === 'json' ? 'json' : 'csv'
  url.searchParams.delete('format')
  const raw = rawParams(url.searchParams)
  const shown = url.pathname.split('/').at(-1) ?? ''
  const list = listShownAs(shown, raw.view)
  if (!list) return new Response(null, { status: 404 })
  const query = await findShown(list, list.read(raw, Date.now()))
  if (query.ignored.length > 0) return refuseParams(query.ignored)
  if (query.searched !== null) return refuseSearch(query.searched)
  unwrap(await supabase.rpc('record_export', { list: shown, query: url.searchParams.toString(), format }))
  const read = readers[list.name] as Reader
  const page = (after: Cursor | null) =>
    read({ ...query, params: { after, before: null }, pageSize: ROWS_PER_CALL })
  const columns = await exportColumns(list.name)
  return exportResponse(shown, format, exportText(page, format, columns))
})
