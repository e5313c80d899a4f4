import { adminHandler } from '@/lib/admin-handler'
import { unwrap } from '@/lib/backend-error'
import { type ExportFormat, exportText } from '@/lib/export'
import { readers } from './lists'

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Everything that matches a list's filters, streamed as a file: ?format=csv or json, and the list's own parameters. */
export const GET = adminHandler(async (url, supabase) => {
  const list = url.pathname.split('/').at(-1) ?? ''
  const reader = readers[list]
  if (!reader) return new Response(null, { status: 404 })
  const format: ExportFormat = url.searchParams.get('format') === 'json' ? 'json' : 'csv'
  url.searchParams.delete('format')
  const read = reader(Object.fromEntries(url.searchParams))
  unwrap(await supabase.rpc('record_export', { list, query: url.searchParams.toString(), format }))
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(exportText(read, format)), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${list}-${day}.${format}"`,
      'cache-control': 'no-store',
    },
  })
})

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<string, Uint8Array>({
    transform: (text, controller) => controller.enqueue(new TextEncoder().encode(text)),
  })
  const writer = writable.getWriter()
  // Not a pulled stream: what reads the pages must run inside the request, where the session's cookies are.
  async function write() {
    try {
      for await (const part of parts) await writer.write(part)
      await writer.close()
    } catch (error) {
      console.error(error)
      await writer.abort(error).catch(() => undefined)
    }
  }
  write()
  return readable
}
