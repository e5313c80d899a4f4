import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What stands where rows would be: nothing yet, or nothing that matches. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  as: Title = 'p',
}: {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  /** The title's element, where nothing else on the page is its heading. */
  as?: 'p' | 'h1'
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-16 text-center">
      <Icon aria-hidden className="size-6 stroke-[1.4] text-fg-3" />
      <Title className="font-medium">{title}</Title>
      {children ? <p className="max-w-sm text-fg-2">{children}</p> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}
