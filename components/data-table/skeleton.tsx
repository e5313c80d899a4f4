/** Grey rows of the size of those that are loading. */
export function TableSkeleton({ rows = 14 }: { rows?: number }) {
  return (
    <div aria-hidden>
      <div className="h-[30px] border-b border-line" />
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
        <div key={i} className="flex h-(--row) items-center gap-4 border-b border-line px-4 max-sm:h-[73px]">
          <span className="skeleton h-3 w-3/5" />
          <span className="skeleton ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  )
}

/** A whole list while nothing of it is known yet. */
export function PageSkeleton({ name }: { name: string }) {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col overflow-hidden">
      <div className="flex h-11 flex-none items-center border-b border-line px-4 text-md font-semibold tracking-tight">
        {name}
      </div>
      <div className="h-11 flex-none border-b border-line max-sm:h-[55px]" />
      <div className="h-28 flex-none border-b border-line max-sm:h-20" />
      <TableSkeleton />
    </div>
  )
}
