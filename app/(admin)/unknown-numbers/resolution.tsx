import { Badge } from '@/components/ui/badge'
import { plainName } from '@/lib/format/format'
import type { UnknownNumberRow } from './queries'

/** What became of an unknown number: open, matched to whom, or dismissed. */
export function Resolution({ row }: { row: UnknownNumberRow }) {
  if (row.state === 'open') return <Badge tone="warning">Open</Badge>
  const whose = row.resolution === 'matched' ? (row.business_name ?? 'an agent that is gone') : row.notes
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone={row.resolution === 'matched' ? 'ok' : 'neutral'}>
        {plainName(row.resolution ?? 'resolved')}
      </Badge>
      {whose ? (
        <span className="truncate text-fg-2" title={whose}>
          {whose}
        </span>
      ) : null}
    </span>
  )
}
