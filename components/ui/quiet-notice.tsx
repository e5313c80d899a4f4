import { Info } from 'lucide-react'
import type { ReactNode } from 'react'

/** A line above a list or a chart about what is not in it. */
export function QuietNotice({ children }: { children: ReactNode }) {
  return (
    <p
      role="status"
      className="flex flex-none items-center gap-1.5 border-b border-line bg-sunken px-4 py-1 text-xs text-fg-2"
    >
      <Info aria-hidden className="size-3.5 flex-none text-fg-3" />
      <span>{children}</span>
    </p>
  )
}
