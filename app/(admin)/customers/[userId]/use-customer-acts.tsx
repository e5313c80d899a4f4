'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { colleague } from '@/lib/format/format'
import type { Admin } from '@/lib/session/admins'
import { assignCustomer, setHardStop } from './actions'

const words = { one: 'customer', many: 'customers' }

/** Hand a customer over, lift or set the hard stop with a reason, and the undo of each. */
export function useCustomerActs(customer: string) {
  const [stopping, setStopping] = useState<boolean | null>(null)
  const { pending, run } = useRowAction()

  function stop(active: boolean, reason: string, undoing = false) {
    run({
      ids: [customer],
      words,
      done: active ? 'stopped' : 'let go on',
      already: active ? 'was already stopped' : 'was not stopped',
      alreadyBy: active ? 'was stopped' : 'was let go on',
      act: () => setHardStop({ customer, active, reason }),
      undo: undoing ? undefined : () => stop(!active, `Taken back: ${reason}`, true),
      onDone: () => setStopping(null),
    })
  }

  function assign(to: Admin | null, instead_of: string | null) {
    const assignee = to?.user_id ?? null
    const hand = (from: string | null, account: string | null, done: string) => ({
      ids: [customer],
      words,
      done,
      already: 'was already assigned',
      alreadyBy: 'is already handled',
      act: () => assignCustomer({ ids: [customer], assignee: account, instead_of: from }),
    })
    run({
      ...hand(instead_of, assignee, to ? `assigned to ${colleague(to.email)}` : 'unassigned'),
      undo: () => run(hand(assignee, instead_of, 'handed back')),
    })
  }

  const dialog = (
    <NoteDialog
      open={stopping !== null}
      onOpenChange={(open) => !open && setStopping(null)}
      title={stopping ? 'Set the hard stop' : 'Lift the hard stop'}
      description={
        stopping
          ? 'The agent answers no more calls and sends no messages until it is lifted.'
          : 'The agent answers and sends again. The platform may stop it again when it counts the next call over the limit; credit keeps it going.'
      }
      fieldLabel="Reason"
      submitLabel={stopping ? 'Set the stop' : 'Lift the stop'}
      pending={pending}
      onSubmit={(reason) => stopping !== null && stop(stopping, reason)}
    />
  )
  return { pending, assign, askToStop: setStopping, dialog }
}
