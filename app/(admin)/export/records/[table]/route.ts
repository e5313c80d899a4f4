import { readRecordsParams } from '@/app/(admin)/records/[table]/search-params'
import { describeTable, listRecords } from '@/app/(admin)/records/queries'
import { rawParams, refuseParams } from '@/lib/lists/export-params'
import { exportResponse } from '@/lib/lists/export-response'
import { type ExportFormat, exportText } from '@/lib/lists/export-text'
import type { Cursor } from '@/lib/lists/params'
import { adminHandler } from '@/lib/session/admin-handler'
import { unwrap } from '@/lib/supabase/backend-error'

/** As many rows as the database gives in one call, one of which only says that there are more. */
const ROWS_PER_CALL = 199

/** Every row of a table that matches, streamed as a file, masked, secrets as whether they are there. */
export const GET = adminHandler(async (url, supabase) => {
  const table = await describeTable(url.pathname.split('/').at(-1) ?? '')
  if (!table) return new Response(null, { status: 404 })
  const format: ExportFormat = url.searchParams.get('format') === 'json' ? 'json' : 'csv'
  url.searchParams.delete('format')
  const { params, ignored } = readRecordsParams(table, rawParams(url.searchParams))
  if (ignored.length > 0) return refuseParams(ignored)
  const query = url.searchParams.toString()
  unwrap(await supabase.rpc('record_table_export', { table_name: table.name, query, format }))
  const read = async (after: Cursor | null) => {
    const place = { ...params, after, before: null }
    const page = await listRecords(table, place, { whole: true, pageSize: ROWS_PER_CALL })
    return { rows: page.rows.map(({ cells }) => cells), after: page.after }
  }
  return exportResponse(table.name, format, exportText(read, format, table.columns))
})
