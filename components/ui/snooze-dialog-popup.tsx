'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type ComponentProps, type FormEvent, useId, useState } from 'react'
import { Button } from './button'
import { type ChosenEnd, localTime, readSnoozeEnd, type Wrong } from './snooze-end'

export type SnoozeDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Whether more events or more customers can end it, too. */
  counts?: boolean
  pending: boolean
  /** The dialog stays open, with what was entered, until the caller closes it. */
  onSubmit: (end: ChosenEnd) => void
}

/** The dialog itself. */
export default function SnoozeDialogPopup(props: SnoozeDialogProps) {
  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[18vh] left-1/2 z-50 w-[min(400px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="text-md font-semibold">Snooze until</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">
            {props.counts
              ? 'A time, so many more events, or so many more customers: what comes first ends the snooze.'
              : 'A time of your own, where you are.'}
          </Dialog.Description>
          <SnoozeForm {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function SnoozeForm({ counts, pending, onSubmit }: SnoozeDialogProps) {
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [now] = useState(() => new Date())
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const read = readSnoozeEnd(new FormData(event.currentTarget), new Date())
    setWrong(read.wrong ?? null)
    if (read.end) onSubmit(read.end)
  }
  const more = { type: 'number', inputMode: 'numeric', min: 1, max: 1_000_000, step: 1 } as const
  const problemOf = (field: string) => (wrong?.field === field ? wrong.problem : undefined)
  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3" noValidate>
      <Field
        label="Time"
        name="until"
        type="datetime-local"
        min={localTime(now)}
        problem={problemOf('until')}
      />
      {counts ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label="More events" name="more_events" {...more} problem={problemOf('more_events')} />
          <Field
            label="More customers"
            name="more_customers"
            {...more}
            problem={problemOf('more_customers')}
          />
        </div>
      ) : null}
      <div className="flex justify-end gap-2">
        <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
        <Button type="submit" variant="primary" pending={pending}>
          Snooze
        </Button>
      </div>
    </form>
  )
}

function Field({ label, problem, ...input }: ComponentProps<'input'> & { label: string; problem?: string }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-fg-2">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        className="h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 focus-visible:outline-offset-0 aria-invalid:border-critical"
      />
      {problem ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-critical-text">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
