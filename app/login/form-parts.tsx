import { type ComponentProps, useId } from 'react'

/** A labelled text field of the sign-in pages. */
export function Field({ label, ...rest }: ComponentProps<'input'> & { label: string; name: string }) {
  // Pages that were left stay in the document for a while, with fields of the same name.
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-fg-2">
        {label}
      </label>
      <input
        id={id}
        required
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 focus-visible:outline-offset-0 max-sm:h-11 max-sm:text-base"
        {...rest}
      />
    </div>
  )
}

/** What the form's last try came to. */
export function FormMessage({ state }: { state: { message: string; sent?: boolean } | null }) {
  if (!state) return null
  return (
    <p
      role={state.sent ? 'status' : 'alert'}
      className={
        state.sent
          ? 'rounded-md border border-ok-line bg-ok-tint px-2.5 py-2 text-ok-text'
          : 'rounded-md border border-critical-line bg-critical-tint px-2.5 py-2 text-critical-text'
      }
    >
      {state.message}
    </p>
  )
}
