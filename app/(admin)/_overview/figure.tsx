import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'

/** One cell of the key figures, which loads and fails alone. */
export function FigureCell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="relative min-h-[98px] min-w-0 border-line bg-surface hover:bg-hover">
      <PanelBoundary title={title}>
        <Suspense fallback={<span className="skeleton m-4 block h-16" />}>{children}</Suspense>
      </PanelBoundary>
    </div>
  )
}

type Props = {
  label: string
  href: string
  value: string
  /** What came in over the period, or what the number is part of; its own Suspense. */
  aside?: ReactNode
  children: ReactNode
}

/** A key figure with what it is made of; all of it leads to its page. */
export function Figure({ label, href, value, aside, children }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-3">
      <h2 className="truncate max-sm:col-span-2 text-xs text-fg-2">
        <Link href={href} className="after:absolute after:inset-0 after:content-['']">
          {label}
        </Link>
      </h2>
      <div className="row-span-2 flex flex-col items-end col-start-2 row-start-1 max-sm:hidden">{aside}</div>
      <p className="col-start-1 text-xl font-medium tracking-tight">{value}</p>
      <p className="col-span-2 mt-1 flex flex-wrap items-center gap-x-3 text-xs text-fg-2">{children}</p>
    </div>
  )
}
