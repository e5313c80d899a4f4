import { RelativeTime } from '@/components/ui/relative-time'
import { colleague } from '@/lib/format/format'
import type { ListedAlert } from './queries'

/** Says of an alert that came back who had acknowledged it, and when. */
export function StillOpen({ alert }: { alert: ListedAlert }) {
  if (alert.state !== 'open' || !alert.acknowledged_at) return null
  const who = alert.acknowledged_by_email ? colleague(alert.acknowledged_by_email) : 'the platform'
  return (
    <span className="mr-1.5 font-medium text-warning-text">
      Acknowledged <RelativeTime at={alert.acknowledged_at} /> ago by {who}, still open
    </span>
  )
}
