'use client'

import { NoteDialog } from '@/components/ui/note-dialog'
import { formatChosen, formatQuantity } from '@/lib/format/format'
import type { GroupRow } from './queries'
import { formatResolved, textsOfAll } from './texts'

type Props = {
  groups: GroupRow[]
  pending: boolean
  onClose: () => void
  onResolve: (notes: string) => void
}

/** Asks for the notes with which groups are resolved. */
export function ResolveGroups({ groups, pending, onClose, onResolve }: Props) {
  const errors = groups.reduce((total, { unresolved }) => total + unresolved, 0)
  return (
    <NoteDialog
      open={groups.length > 0}
      onOpenChange={(open) => !open && onClose()}
      title={`Resolve ${formatChosen(groups.length, 'group')}`}
      description={`${formatResolved(groups.length, errors, textsOfAll(groups))} A new error reopens the group.`}
      fieldLabel="Resolution notes"
      submitLabel="Resolve"
      pending={pending}
      onSubmit={onResolve}
    />
  )
}

/** How many errors of groups are still to be changed. */
export function ErrorsLeft({ count }: { count: number }) {
  return (
    <p
      role="status"
      className={
        count > 0
          ? 'fixed right-4 bottom-12 z-50 rounded-lg border border-line-strong bg-raised px-3 py-2 shadow-float'
          : 'sr-only'
      }
    >
      {count > 0 ? `${formatQuantity(count, 'error')} to go` : null}
    </p>
  )
}
