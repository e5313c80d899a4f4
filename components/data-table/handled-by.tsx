import { RelativeTime } from '@/components/ui/relative-time'
import { colleague } from '@/lib/format/format'

/** Who dealt with a row, and how long ago. */
export function HandledBy({ email, at }: { email: string | null; at: string }) {
  return (
    <span className="text-fg-2" title={email ?? undefined}>
      {email ? colleague(email) : 'The platform'}{' '}
      <span className="text-fg-3">
        <RelativeTime at={at} />
      </span>
    </span>
  )
}
