import { colleague, initials } from '@/lib/format/format'

/** The assignee of a row, by their initials. */
export function Assignee({ email }: { email: string | null }) {
  if (!email) return <span className="text-fg-3">—</span>
  return (
    <span
      title={email}
      className="inline-grid size-5 place-items-center rounded-full bg-active text-[9.5px] font-medium text-fg-2"
    >
      <span aria-hidden>{initials(email)}</span>
      <span className="sr-only">{colleague(email)}</span>
    </span>
  )
}
