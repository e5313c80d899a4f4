import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { encodeEndpoint } from './endpoint-id'
import { formatLatency } from './labels'
import type { WorstRequest } from './queries'

/**
 * Single requests, the longest first.
 * @param named whether each says its endpoint, where they are not all of one.
 */
export function WorstRequests({ rows, named = false }: { rows: WorstRequest[]; named?: boolean }) {
  if (rows.length === 0) return <p className="text-fg-2">No requests in this period.</p>
  return (
    <ol className="flex flex-col">
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex min-h-7 items-center gap-3 border-t border-line first:border-t-0 max-sm:min-h-11"
        >
          <span className={`w-16 flex-none text-right ${row.is_slow ? 'font-medium text-warning-text' : ''}`}>
            {formatLatency(row.duration_ms)}
            {row.is_slow ? <span className="sr-only">, slow</span> : null}
          </span>
          {named && row.hidden ? (
            <span className="min-w-0 flex-1 truncate font-mono text-[12px]">
              {row.method} {row.endpoint}
            </span>
          ) : named ? (
            <Link
              href={`/latency/${encodeEndpoint(row)}`}
              prefetch={false}
              className="min-w-0 flex-1 truncate font-mono text-[12px] hover:underline max-sm:py-3"
            >
              {row.method} {row.endpoint}
            </Link>
          ) : (
            <code className="min-w-0 flex-1 truncate text-fg-2" title={row.request_id ?? undefined}>
              {row.request_id ?? 'without a request id'}
            </code>
          )}
          <span className={row.status_code && row.status_code >= 500 ? 'text-critical-text' : 'text-fg-3'}>
            {row.status_code ?? '—'}
          </span>
          {row.user_id ? (
            <Link
              href={`/customers/${row.user_id}`}
              prefetch={false}
              className="w-36 flex-none truncate text-fg-2 hover:underline max-sm:hidden"
            >
              <Written>{row.business_name ?? 'Unnamed customer'}</Written>
            </Link>
          ) : (
            <span className="w-36 flex-none text-fg-3 max-sm:hidden">Platform</span>
          )}
          <span className="w-9 flex-none text-right text-fg-3">
            <RelativeTime at={row.created_at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
