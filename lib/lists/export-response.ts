import 'server-only'
import type { ExportFormat } from './export-text'

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/**
 * A file that is sent while it is being written.
 * @param name the file's name, without day and ending.
 * @param format what it is.
 * @param parts its text.
 */
export function exportResponse(name: string, format: ExportFormat, parts: AsyncGenerator<string>): Response {
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(parts), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${name}-${day}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

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
