'use client'

import { CheckCheck } from 'lucide-react'
import { VerbBar } from '@/components/detail/verb-bar'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import type { Admin } from '@/lib/session/admins'
import type { GroupRow, SimilarGroup, SplitValue } from '../_groups/queries'
import { SnoozeMenu } from '../_groups/snooze-menu'
import { useGroupActions } from '../_groups/use-group-actions'
import { GroupMenu } from './group-menu'

type Props = {
  group: GroupRow
  admins: Admin[]
  similar: Promise<SimilarGroup[]>
  values: Promise<SplitValue[]>
}

/** What can be done with the group on screen. */
export function GroupVerbs({ group, admins, similar, values }: Props) {
  const { pending, askToResolve, reopen, snooze, unsnooze, assign, dialog } = useGroupActions()
  const ids = [group.id]
  return (
    <VerbBar>
      <AssigneePicker
        assignee={group.assigned_to}
        admins={admins}
        pending={pending}
        onAssign={(account) => assign([group], account)}
      />
      <GroupMenu group={group} similar={similar} values={values} />
      {group.state === 'resolved' ? (
        <Button pending={pending} onClick={() => reopen(ids)}>
          Reopen
        </Button>
      ) : (
        <>
          {group.state === 'snoozed' ? (
            <Button pending={pending} onClick={() => unsnooze(ids)}>
              Unsnooze
            </Button>
          ) : (
            <SnoozeMenu pending={pending} onSnooze={(...how) => snooze(ids, ...how)} />
          )}
          <Button variant="primary" pending={pending} onClick={() => askToResolve([group])}>
            <CheckCheck aria-hidden className="size-3.5" />
            Resolve all {formatCount(group.unresolved)}
          </Button>
        </>
      )}
      {dialog}
    </VerbBar>
  )
}
