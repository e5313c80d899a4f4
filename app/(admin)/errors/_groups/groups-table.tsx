'use client'

import { CheckCheck } from 'lucide-react'
import dynamic from 'next/dynamic'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching } from '@/components/data-table/use-matching'
import { AssigneePicker } from '@/components/ui/assignee-picker'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import type { Admin } from '@/lib/session/admins'
import { groupColumns } from './columns'
import type { GroupRow } from './queries'
import { SnoozeMenu } from './snooze-menu'
import { formatResolved } from './texts'
import { useGroupActions } from './use-group-actions'

// Two groups have to be selected before it shows.
const MergeSelected = dynamic(() => import('./merge-groups'), { ssr: false })

type Props = {
  rows: GroupRow[]
  sort: { by: string; descending: boolean }
  admins: Admin[]
  filter: Matching['filter']
  more: boolean
}

const RESOLVE: Matching['verb'] = {
  action: 'resolve',
  label: 'Resolve',
  done: 'resolved',
  undoable: true,
  note: {
    fieldLabel: 'Resolution notes',
    description: ({ matches, errors, texts, more_texts }) =>
      `${formatResolved(matches, errors ?? 0, texts === null ? null : { total: texts, more: more_texts === true })} A new error reopens its group.`,
  },
}

const open = (rows: GroupRow[]) => rows.filter(({ state }) => state !== 'resolved')
const idsOf = (rows: GroupRow[]) => rows.map(({ id }) => id)

/** The groups of /errors and what can be done with them. */
export function GroupsTable({ rows, sort, admins, filter, more }: Props) {
  const actions = useGroupActions()
  const { pending } = actions
  return (
    <>
      <DataTable
        label="error groups"
        columns={groupColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.error_type}
        matching={{
          list: 'error_groups',
          filter,
          more,
          words: { one: 'group', many: 'groups' },
          verb: RESOLVE,
        }}
        verb={{ key: 'e', run: (selected) => actions.askToResolve(open(selected)) }}
        bulkActions={(selected) => {
          const unresolved = open(selected)
          const shared = selected[0]?.assigned_to ?? null
          return unresolved.length > 0 || selected.length === 0 ? (
            <>
              <Button variant="primary" pending={pending} onClick={() => actions.askToResolve(unresolved)}>
                <CheckCheck aria-hidden className="size-3.5" />
                Resolve {unresolved.length} <Kbd inherit>E</Kbd>
              </Button>
              {unresolved.every(({ state }) => state === 'snoozed') ? (
                <Button pending={pending} onClick={() => actions.unsnooze(idsOf(unresolved))}>
                  Unsnooze {unresolved.length}
                </Button>
              ) : (
                <SnoozeMenu
                  pending={pending}
                  onSnooze={(...how) => actions.snooze(idsOf(unresolved), ...how)}
                />
              )}
              {unresolved.length > 1 ? <MergeSelected groups={unresolved} /> : null}
              <AssigneePicker
                assignee={selected.every((row) => row.assigned_to === shared) ? shared : null}
                admins={admins}
                pending={pending}
                onAssign={(account) => actions.assign(selected, account)}
              />
            </>
          ) : (
            <Button pending={pending} onClick={() => actions.reopen(idsOf(selected))}>
              Reopen {selected.length}
            </Button>
          )
        }}
      />
      {actions.dialog}
    </>
  )
}
