import { adminHandler } from '@/lib/admin-handler'
import { unwrap } from '@/lib/backend-error'
import { type ExportFormat, exportText } from '@/lib/export'
import { exportResponse } from '@/lib/export-response'
import { readers } from './lists'

/** Everything that matches a list's filters, streamed as a file: ?format=csv or json, and the list's own parameters. */
export const GET = adminHandler(async (url, supabase) => {
  const list = url.pathname.split('/').at(-1) ?? ''
  const reader = readers[list]
  if (!reader) return new Response(null, { status: 404 })
  const format: ExportFormat = url.searchParams.get('format') === 'json' ? 'json' : 'csv'
  url.searchParams.delete('format')
  const read = reader(Object.fromEntries(url.searchParams))
  unwrap(await supabase.rpc('record_export', { list, query: url.searchParams.toString(), format }))
  return exportResponse(list, format, exportText(read, format))
})
