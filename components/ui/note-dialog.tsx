'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from './button'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  fieldLabel: string
  submitLabel: string
  pending: boolean
  /** A warning, between what the dialog says and the field. */
  children?: ReactNode
  /** Receives the trimmed, non-empty text; the dialog stays open, text and all, until the caller closes it. */
  onSubmit: (text: string) => void
}

/** Asks for a text before an action: Ctrl+Enter sends, empty text is refused with the field named. */
export function NoteDialog(props: Props) {
  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[18vh] left-1/2 z-50 w-[min(460px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="text-md font-semibold">{props.title}</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">{props.description}</Dialog.Description>
          {props.children}
          <NoteForm {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function NoteForm({ fieldLabel, submitLabel, pending, onSubmit }: Props) {
  const id = useId()
  const [missing, setMissing] = useState(false)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('note')).trim()
    setMissing(text === '')
    if (text) onSubmit(text)
  }
  return (
    <form onSubmit={submit} className="mt-3" noValidate>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-fg-2">
        {fieldLabel}
      </label>
      <textarea
        id={id}
        name="note"
        rows={3}
        maxLength={2000}
        required
        aria-invalid={missing || undefined}
        aria-describedby={missing ? `${id}-error` : undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
            event.currentTarget.form?.requestSubmit()
        }}
        className="w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-2 focus-visible:outline-offset-0 aria-invalid:border-critical"
      />
      {missing ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-critical-text">
          {fieldLabel} must not be empty.
        </p>
      ) : null}
      <div className="mt-3 flex justify-end gap-2">
        <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
        <Button type="submit" variant="primary" pending={pending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
