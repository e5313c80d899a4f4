'use client'

import { Check } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching, MatchingVerb } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { severityToken } from '@/components/ui/severity'
import type { Admin } from '@/lib/session/admins'
import { alertColumns } from './columns'
import { MoreMenu } from './more-menu'
import type { ListedAlert } from './queries'
import { snoozeTimes } from './snooze-times'
import { useAlertActions } from './use-alert-actions'
import { useStormActions } from './use-storm-actions'

type Props = {
  rows: ListedAlert[]
  admins: Admin[]
  sort: { by: string; descending: boolean }
  /** What the rows match, and whether more do than are shown. */
  filter: Matching['filter']
  more: boolean
}

const WORDS = { one: 'alert', many: 'alerts' }
const ACKNOWLEDGE: MatchingVerb = {
  action: 'acknowledge',
  label: 'Acknowledge',
  done: 'acknowledged',
  undoable: true,
}

const single = (rows: ListedAlert[]) => rows.filter(({ storm }) => !storm)
const waiting = (rows: ListedAlert[]) =>
  single(rows).filter(({ state, acknowledged_at }) => state === 'open' || !acknowledged_at)
const ids = (rows: ListedAlert[]) => rows.map(({ id }) => id)

const UNACKNOWLEDGE: MatchingVerb = {
  action: 'unacknowledge',
  label: 'Unacknowledge',
  done: 'unacknowledged',
  undoable: false,
}
const VERBS: Record<string, MatchingVerb | undefined> = {
  open: ACKNOWLEDGE,
  snoozed: ACKNOWLEDGE,
  acknowledged: UNACKNOWLEDGE,
  all: ACKNOWLEDGE,
}

/** The rows of /alerts and what can be done with them. */
export function AlertsTable({ rows, admins, sort, filter, more }: Props) {
  const actions = useAlertActions()
  const storms = useStormActions()
  const whole = VERBS[String(filter.state)]

  function acknowledge(chosen: ListedAlert[]) {
    for (const { storm } of chosen) if (storm) storms.acknowledge(storm)
    actions.acknowledge(waiting(chosen))
  }

  function bulkActions(selected: ListedAlert[]) {
    const count =
      waiting(selected).length + selected.reduce((sum, { storm }) => sum + (storm?.alerts ?? 0), 0)
    const taken = single(selected).filter(({ state }) => state === 'acknowledged')
    return (
      <>
        {count > 0 || selected.length === 0 ? (
          <Button variant="primary" pending={actions.pending} onClick={() => acknowledge(selected)}>
            <Check aria-hidden className="size-3.5" />
            Acknowledge {count} <Kbd inherit>A</Kbd>
          </Button>
        ) : taken.length > 0 ? (
          <Button pending={actions.pending} onClick={() => actions.unacknowledge(ids(taken))}>
            Unacknowledge {taken.length}
          </Button>
        ) : null}
        {single(selected).length > 0 ? (
          <MoreMenu alerts={single(selected)} actions={actions} admins={admins} />
        ) : null}
      </>
    )
  }

  return (
    <DataTable
      label="alerts"
      columns={alertColumns}
      rows={rows}
      sort={sort}
      rowName={(row) => row.alert_type}
      rail={(row) => `var(--${severityToken(row.severity)})`}
      matching={whole && { list: 'alerts', filter, more, words: WORDS, verb: whole }}
      verb={{ key: 'a', run: acknowledge }}
      moreVerbs={[
        {
          key: 'e',
          run: (chosen) => actions.close(ids(single(chosen).filter(({ closed_at }) => !closed_at))),
        },
        {
          key: 's',
          run(chosen) {
            const hour = snoozeTimes(new Date())[0]
            const open = single(chosen).filter(({ state }) => state === 'open' || state === 'acknowledged')
            if (hour) actions.snooze(ids(open), hour.until)
          },
        },
      ]}
      bulkActions={bulkActions}
    />
  )
}
