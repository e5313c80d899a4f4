'use client'

import { useRowAction } from '@/components/data-table/use-row-action'
import { acknowledgeAlerts, unacknowledgeAlerts } from './actions'

const words = { one: 'alert', many: 'alerts' }

/** Acknowledge, and take that back, for the list and the detail alike. */
export function useAlertActions() {
  const { pending, run } = useRowAction()

  function unacknowledge(ids: string[]) {
    run({
      ids,
      words,
      done: 'unacknowledged',
      already: 'was open already',
      act: () => unacknowledgeAlerts({ ids }),
    })
  }

  function acknowledge(ids: string[]) {
    if (ids.length === 0) return
    run({
      ids,
      words,
      done: 'acknowledged',
      already: 'was acknowledged already',
      act: () => acknowledgeAlerts({ ids }),
      undo: unacknowledge,
    })
  }

  return { pending, acknowledge, unacknowledge }
}
