import { Equal, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { plainName } from '@/lib/format/format'
import { listOutcomes } from './queries'

const HOW: Record<string, string> = {
  key: 'same key',
  event: 'same event',
  call: 'same call',
  message: 'same message',
  booking: 'same booking',
  number: 'same number, within 15 minutes',
}

/** The rows that came of a webhook, each with how it is known, and whether processing it again would write it again. */
export async function Outcomes({ id }: { id: string }) {
  const outcomes = await listOutcomes(id)
  if (outcomes.length === 0)
    return <p className="text-fg-2">No call, message, usage, appointment or lead came of it.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {outcomes.map(({ relation, row_id, happened_at, matched_by, twice }) => {
        const Icon = twice ? TriangleAlert : Equal
        return (
          <li key={`${relation} ${row_id}`} className="flex items-center gap-2 max-sm:min-h-11">
            <Icon aria-hidden className={twice ? 'size-3.5 text-warning-text' : 'size-3.5 text-fg-3'} />
            <Link
              href={`/records/${relation}/${row_id}`}
              className="touch flex-none text-accent-text hover:underline"
            >
              {plainName(relation)}
            </Link>
            <span className="min-w-0 truncate text-fg-3">
              {HOW[matched_by] ?? matched_by}
              {twice ? ', would be written twice' : ''}
            </span>
            <span className="ml-auto flex-none text-fg-3">
              <RelativeTime at={happened_at} style="long" />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
