'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { Button } from '@/components/ui/button'
import { formatCount, formatQuantity } from '@/lib/format/format'
import { grantCredit, revokeCredit } from './actions'
import { CREDIT_BOUNDS, type CreditKind } from './credit'

type Props = { customer: string; onClose: () => void }

const field =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 focus-visible:outline-offset-0 max-sm:min-h-11'
const UNITS = { call: { one: 'minute', many: 'minutes' }, sms: { one: 'SMS', many: 'SMS' } }

function useGrant({ customer, onClose }: Props) {
  // Made up once for as long as the dialog is open: however often it is sent, it grants once.
  const [request] = useState(() => crypto.randomUUID())
  const { pending, run } = useRowAction()
  const words = { one: 'credit', many: 'credits' }
  function takeBack() {
    const already = 'was already revoked, or its period has ended'
    run({ ids: [request], words, done: 'revoked', already, act: () => revokeCredit({ request }) })
  }
  function grant(kind: CreditKind, amount: number, reason: string) {
    const { one, many } = UNITS[kind]
    run({
      ids: [request],
      words,
      done: `of ${formatQuantity(amount, one, many)} granted`,
      already: 'was already granted',
      act: () => grantCredit({ customer, kind, amount, reason, request }),
      undo: takeBack,
      onDone: onClose,
    })
  }
  return { pending, grant }
}

/** Asks how much credit of what, and why. */
export default function CreditDialog(props: Props) {
  const { pending, grant } = useGrant(props)
  const [kind, setKind] = useState<CreditKind>('call')
  const bound = CREDIT_BOUNDS[kind]
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const reason = String(form.get('reason')).trim()
    if (reason) grant(kind, Number(form.get('amount')), reason)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[18vh] left-1/2 z-50 w-[min(420px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float">
          <Dialog.Title className="text-md font-semibold">Give credit</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">
            For the current period, {formatCount(bound)} at once at most; standing credit may reach what the
            plan itself gives.
          </Dialog.Description>
          <form onSubmit={submit} className="mt-3 grid grid-cols-2 gap-3">
            <label className="text-xs font-medium text-fg-2">
              Credit for
              <select
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value === 'sms' ? 'sms' : 'call')}
                className={`${field} mt-1 text-fg`}
              >
                <option value="call">Minutes of calls</option>
                <option value="sms">SMS</option>
              </select>
            </label>
            <label className="text-xs font-medium text-fg-2">
              Amount
              <input
                name="amount"
                type="number"
                required
                min={1}
                max={bound}
                step={1}
                defaultValue={30}
                className={`${field} mt-1 text-fg`}
              />
            </label>
            <label className="col-span-2 text-xs font-medium text-fg-2">
              Reason
              <textarea
                name="reason"
                required
                rows={2}
                maxLength={2000}
                className={`${field} mt-1 resize-y text-fg`}
              />
            </label>
            <div className="col-span-2 flex justify-end gap-2">
              <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
              <Button type="submit" variant="primary" pending={pending}>
                Give credit
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
