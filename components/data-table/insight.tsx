import { type ReactNode, Suspense } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'

/** One figure or chart beside a list; loads and fails alone. */
export function Insight({
  title,
  note,
  height = 'min-h-28',
  children,
}: {
  title: string
  note?: string
  /** The class that keeps the room it will take. */
  height?: string
  children: ReactNode
}) {
  return (
    <section className="border-b border-line px-4 py-3.5">
      <h2 className="mb-2.5 text-[12.5px] font-medium">
        {title}
        {note ? <span className="ml-2 font-normal text-fg-3">{note}</span> : null}
      </h2>
      <div className={height}>
        <PanelBoundary title={title}>
          <Suspense fallback={<div className={`skeleton ${height}`} />}>{children}</Suspense>
        </PanelBoundary>
      </div>
    </section>
  )
}
