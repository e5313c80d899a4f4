'use client'

import { useRowAction } from '@/components/data-table/use-row-action'
import { colleague } from '@/lib/format/format'
import {
  acknowledgeAlerts,
  assignAlerts,
  closeAlerts,
  reopenAlerts,
  snoozeAlerts,
  unacknowledgeAlerts,
  undoAcknowledging,
  unsnoozeAlerts,
} from './actions'

const words = { one: 'alert', many: 'alerts' }

/** What acknowledging needs to know of an alert, to be able to take it back. */
export type Acknowledgeable = { id: string; acknowledged_at: string | null }

type Colleague = { user_id: string; email: string } | null

/** What can be done with alerts, each with its undo, for the list and the detail alike. */
export function useAlertActions() {
  const { pending, run } = useRowAction()

  function acknowledge(alerts: Acknowledgeable[]) {
    if (alerts.length === 0) return
    const ids = alerts.map(({ id }) => id)
    const before = new Set(alerts.filter((alert) => alert.acknowledged_at).map(({ id }) => id))
    const takeBack = (changed: string[]) =>
      run({
        ids: changed,
        words,
        done: 'unacknowledged',
        already: 'was already open',
        act: () =>
          undoAcknowledging({
            first: changed.filter((id) => !before.has(id)),
            again: changed.filter((id) => before.has(id)),
          }),
      })
    run({
      ids,
      words,
      done: 'acknowledged',
      already: 'was already acknowledged',
      act: () => acknowledgeAlerts({ ids }),
      undo: takeBack,
    })
  }

  function unacknowledge(ids: string[]) {
    const already = 'was already open'
    run({ ids, words, done: 'unacknowledged', already, act: () => unacknowledgeAlerts({ ids }) })
  }

  function unsnooze(ids: string[]) {
    const already = 'was no longer snoozed'
    run({ ids, words, done: 'unsnoozed', already, act: () => unsnoozeAlerts({ ids }) })
  }

  function snooze(ids: string[], until: Date, onDone?: () => void) {
    if (ids.length === 0) return
    run({
      ids,
      words,
      done: 'snoozed',
      already: 'was already snoozed or closed',
      act: () => snoozeAlerts({ ids, until: until.toISOString() }),
      undo: unsnooze,
      onDone,
    })
  }

  function reopen(ids: string[]) {
    run({ ids, words, done: 'reopened', already: 'was already open', act: () => reopenAlerts({ ids }) })
  }

  function close(ids: string[]) {
    if (ids.length === 0) return
    const already = 'was already closed'
    run({ ids, words, done: 'closed', already, act: () => closeAlerts({ ids }), undo: reopen })
  }

  function assign(ids: string[], to: Colleague, instead_of: string | null = null) {
    const assignee = to?.user_id ?? null
    run({
      ids,
      words,
      done: to ? `assigned to ${colleague(to.email)}` : 'unassigned',
      already: 'was already assigned',
      alreadyBy: 'is already handled',
      act: () => assignAlerts({ ids, assignee, instead_of }),
      undo: (changed) =>
        run({
          ids: changed,
          words,
          done: 'handed back',
          already: 'was already reassigned',
          alreadyBy: 'is already handled',
          act: () => assignAlerts({ ids: changed, assignee: instead_of, instead_of: assignee }),
        }),
    })
  }

  return { pending, acknowledge, unacknowledge, snooze, unsnooze, close, reopen, assign }
}
