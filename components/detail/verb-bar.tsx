import type { ReactNode } from 'react'

/** The foot of a detail, with its actions. */
export function VerbBar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 mt-auto flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-4 py-3">
      {children}
    </div>
  )
}
