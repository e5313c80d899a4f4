import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'

/** One cell of the key figures, which loads and fails alone. */
export function FigureCell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="group relative h-[98px] min-w-0 overflow-hidden border-line bg-surface hover:bg-hover max-sm:h-[136px]">
      <PanelBoundary title={title}>
        <Suspense fallback={<span className="skeleton m-4 block h-16" />}>{children}</Suspense>
      </PanelBoundary>
    </div>
  )
}

type Props = {
  label: string
  href: string
  value: ReactNode
  /** What its course draws, and how that changed; its own Suspense. */
  change: ReactNode
  /** Its course over the period; its own Suspense. */
  course: ReactNode
  children: ReactNode
}

/** A key figure with its change, its course and what it is made of; all of it leads to its page. */
export function Figure({ label, href, value, change, course, children }: Props) {
  return (
    <div className="px-4 pt-3">
      <h2 className="flex items-center justify-between text-[12.5px] text-fg-2">
        <Link href={href} className="truncate after:absolute after:inset-0 after:content-['']">
          {label}
        </Link>
        <ArrowUpRight aria-hidden className="size-3.5 text-fg-mute group-hover:text-fg max-sm:hidden" />
      </h2>
      <div className="flex h-9 items-end justify-between gap-3 max-sm:h-auto max-sm:flex-col max-sm:items-start max-sm:gap-0">
        <p translate="no" className="flex-none text-xl font-medium tracking-tight">
          {value}
        </p>
        <div className="flex min-w-0 flex-col items-end">
          <span className="max-sm:hidden">{course}</span>
          {change}
        </div>
      </div>
      <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-fg-2">{children}</p>
    </div>
  )
}
