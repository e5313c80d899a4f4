/** A detail while it loads. */
export function DetailSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-4">
      <span className="skeleton h-5 w-40" />
      <span className="skeleton h-4 w-4/5" />
      <span className="skeleton h-4 w-3/5" />
      <span className="skeleton mt-4 h-40 w-full" />
      <span className="skeleton h-32 w-full" />
    </div>
  )
}
