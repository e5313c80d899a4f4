import { type ComponentProps, useEffect, useRef } from 'react'

/** A small check box with a hit area of its whole cell. */
export function Checkbox({
  mixed = false,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { mixed?: boolean }) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = mixed
  }, [mixed])
  return (
    <label className="relative z-10 -m-2 grid size-8 cursor-pointer place-items-center max-sm:-m-3 max-sm:size-11">
      <input
        ref={ref}
        type="checkbox"
        className="peer size-3.5 cursor-pointer appearance-none rounded-[3.5px] border border-line-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
        {...rest}
      />
      <svg
        aria-hidden="true"
        viewBox="0 0 14 14"
        className="pointer-events-none absolute size-3.5 fill-none stroke-on-accent stroke-[1.8] opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
      >
        {mixed ? <path d="M4 7h6" /> : <path d="m3.8 7.2 2.1 2.1 4.3-4.5" />}
      </svg>
    </label>
  )
}
