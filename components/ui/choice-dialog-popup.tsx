'use client'

import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useId, useState } from 'react'
import { Button } from './button'
import { Written } from './written'

export type Choice = { value: string; label: string; text: string; detail: string }

export type ChoiceDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  /** What the choices are, for who hears them. */
  legend: string
  choices: Choice[]
  /** A field for something that is not among them: its label, and what it means; null for what it does not understand. */
  other?: { label: string; read: (text: string) => string | null; problem: string }
  submitLabel: string
  pending: boolean
  /** The dialog stays open, with what was chosen, until the caller closes it. */
  onSubmit: (value: string) => void
}

/** The dialog itself. */
export default function ChoiceDialogPopup(props: ChoiceDialogProps) {
  const [asked, setAsked] = useState(props)
  if (props.open && asked !== props) setAsked(props)
  const { title, description } = asked
  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 max-h-[80vh] w-[min(520px,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto rounded-xl border border-line-strong bg-raised p-4 shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="text-md font-semibold">{title}</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">{description}</Dialog.Description>
          <ChoiceForm {...asked} pending={props.pending} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function ChoiceForm({
  legend,
  choices,
  other,
  submitLabel,
  pending,
  onSubmit,
}: Pick<ChoiceDialogProps, 'legend' | 'choices' | 'other' | 'submitLabel' | 'pending' | 'onSubmit'>) {
  const [wrong, setWrong] = useState(false)
  const id = useId()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const written = String(form.get('other') ?? '').trim()
    const value = written ? other?.read(written) : form.get('choice')
    setWrong(!value)
    if (value) onSubmit(String(value))
  }
  return (
    <form onSubmit={submit} className="mt-3" noValidate>
      <fieldset className="min-w-0">
        <legend className="sr-only">{legend}</legend>
        {choices.map(({ value, label, text, detail }, place) => (
          <label
            key={value}
            className="flex cursor-pointer items-baseline gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover max-sm:py-3"
          >
            <input
              type="radio"
              name="choice"
              value={value}
              defaultChecked={place === 0}
              className="flex-none accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="font-medium">{label}</span>
              <span className="block truncate text-fg-2">
                <Written>{text}</Written>
              </span>
            </span>
            <span className="flex-none text-fg-3">{detail}</span>
          </label>
        ))}
      </fieldset>
      {other ? (
        <div className="mt-2">
          <label htmlFor={id} className="mb-1 block text-xs font-medium text-fg-2">
            {other.label}
          </label>
          <input
            id={id}
            name="other"
            autoComplete="off"
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-error` : undefined}
            className="h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 focus-visible:outline-offset-0 aria-invalid:border-critical"
          />
          {wrong ? (
            <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-critical-text">
              {other.problem}
            </p>
          ) : null}
        </div>
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
