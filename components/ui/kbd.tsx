import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A key to press, as a hint for the eye. */
export function Kbd({ children, inherit = false }: { children: ReactNode; inherit?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={classNames(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border px-1 font-sans text-2xs font-medium max-sm:hidden',
        inherit ? 'border-current/40 text-inherit' : 'border-line-strong bg-sunken text-fg-2',
      )}
    >
      {children}
    </kbd>
  )
}
