'use client'

import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

const keys: [string[], string][] = [
  [['J', 'K'], 'Move down and up the list'],
  [['Enter'], 'Open the row'],
  [['X'], 'Select the row'],
  [['Shift', 'X'], 'Select up to the row'],
  [['E'], 'Resolve (errors, churn), close (alerts)'],
  [['A'], 'Acknowledge (alerts)'],
  [['S'], 'Snooze for an hour (alerts)'],
  [['R'], 'Requeue (webhooks)'],
  [['U'], 'Undo the last action'],
  [['/'], 'Search the list'],
  [['⌘', 'K'], 'Search or jump to (Ctrl on other systems)'],
  [['Esc'], 'Close the panel, clear the selection'],
  [['?'], 'Show these keys'],
]

/** Every key and what it does. */
export default function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[14vh] left-1/2 z-50 w-[min(420px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float">
          <div className="mb-3 flex items-center justify-between">
            <Dialog.Title className="text-md font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ variant: 'ghost', icon: true })}>
              <X aria-hidden className="size-4" />
            </Dialog.Close>
          </div>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
            {keys.map(([pressed, meaning]) => (
              <div key={meaning} className="contents">
                <dt className="flex gap-1">
                  <span className="sr-only">{pressed.join(' or ')}</span>
                  {pressed.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd className="text-fg-2">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
