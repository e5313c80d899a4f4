import { Badge } from '@/components/ui/badge'
import { colleague } from '@/lib/format/format'
import type { GroupRow } from './queries'

/** What is special about a group: its state where it is not plainly unresolved, and whether it is new or growing. */
export function GroupMarks({ group }: { group: GroupRow }) {
  const { state, is_new, is_growing, resolved_by_email } = group
  return (
    <>
      {state === 'regressed' ? <Badge tone="warning">Regressed</Badge> : null}
      {state === 'snoozed' ? <Badge>Snoozed</Badge> : null}
      {state === 'resolved' ? (
        <Badge tone="ok">Resolved{resolved_by_email ? ` by ${colleague(resolved_by_email)}` : ''}</Badge>
      ) : null}
      {is_new && state !== 'resolved' ? <Badge tone="info">New</Badge> : null}
      {is_growing && !is_new && state !== 'resolved' ? <Badge tone="critical">Growing</Badge> : null}
    </>
  )
}
