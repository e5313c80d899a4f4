'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './button'
import { useDraft } from './use-draft'

export type NoteDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  fieldLabel: string
  submitLabel: string
  pending: boolean
  /** For a name rather than a note. */
  singleLine?: boolean
  /** Whether nothing needs to be written. */
  optional?: boolean
  /** A warning, between what the dialog says and the field. */
  children?: ReactNode
  /** Receives the trimmed text, empty only where it is optional; the dialog stays open, text and all, until the caller closes it. */
  onSubmit: (text: string) => void
}

/** What the dialog asked while it was open: its caller has forgotten what it was about while it still fades out. */
function useLastAsked(props: NoteDialogProps): NoteDialogProps {
  const [asked, setAsked] = useState(props)
  if (props.open && asked !== props) setAsked(props)
  return props.open ? props : { ...asked, open: false }
}

/** The dialog itself. What is typed is kept until it is used: a failed action or an ended session loses nothing. */
export default function NoteDialogPopup(given: NoteDialogProps) {
  const props = useLastAsked(given)
  const { field, forget } = useDraft(`note:${props.title}`)
  const isCancelled = useRef(false)
  function close(open: boolean) {
    isCancelled.current = !open
    props.onOpenChange(open)
  }
  return (
    <Dialog.Root
      open={props.open}
      onOpenChange={close}
      onOpenChangeComplete={(open) => {
        if (!open && !isCancelled.current) forget()
        isCancelled.current = false
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[18vh] left-1/2 z-50 w-[min(460px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="text-md font-semibold">{props.title}</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">{props.description}</Dialog.Description>
          {props.children}
          <NoteForm {...props} field={field} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type FormProps = Pick<
  NoteDialogProps,
  'fieldLabel' | 'submitLabel' | 'pending' | 'singleLine' | 'optional' | 'onSubmit'
> & {
  field: ReturnType<typeof useDraft>['field']
}

function NoteForm(props: FormProps) {
  const { fieldLabel, submitLabel, pending, singleLine, optional = false, onSubmit, field } = props
  const id = useId()
  const [missing, setMissing] = useState(false)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('note')).trim()
    setMissing(text === '' && !optional)
    if (text || optional) onSubmit(text)
  }
  const shared = {
    id,
    name: 'note',
    required: !optional,
    'aria-invalid': missing || undefined,
    'aria-describedby': missing ? `${id}-error` : undefined,
    className:
      'w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-2 focus-visible:outline-offset-0 aria-invalid:border-critical',
  }
  return (
    <form onSubmit={submit} className="mt-3" noValidate>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-fg-2">
        {fieldLabel}
        {optional ? <span className="font-normal text-fg-3"> (optional)</span> : null}
      </label>
      {singleLine ? (
        <input {...shared} maxLength={80} autoComplete="off" />
      ) : (
        <textarea
          {...field}
          {...shared}
          rows={3}
          maxLength={2000}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
      )}
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
