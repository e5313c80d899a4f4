'use client'

import { Suspense, use } from 'react'
import { ChoiceDialog } from '@/components/ui/choice-dialog'
import { isUuid } from '@/lib/uuid'
import { choiceOf, KEPT } from './merge-choices'
import type { GroupRow, SimilarGroup } from './queries'
import { useMerge } from './use-merge'

/** @returns the id that a text is or ends with, such as a group's address; null for none. */
const readId = (text: string) => {
  const id = text.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? ''
  return isUuid(id) ? id : null
}

type MergeIntoProps = {
  group: GroupRow
  similar: Promise<SimilarGroup[]>
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks into which group the one on screen is merged: one that is like it, or any by its address or id. */
export function MergeInto({ group, similar, open, onOpenChange }: MergeIntoProps) {
  const { pending, merge } = useMerge()
  return (
    <Suspense>
      <SimilarChoices
        similar={similar}
        own={group.id}
        open={open}
        onOpenChange={onOpenChange}
        pending={pending}
        onSubmit={(target) => merge([group.id], target, () => onOpenChange(false))}
      />
    </Suspense>
  )
}

type SimilarChoicesProps = Omit<MergeIntoProps, 'group'> & {
  own: string
  pending: boolean
  onSubmit: (target: string) => void
}

function SimilarChoices({ similar, own, ...dialog }: SimilarChoicesProps) {
  const groups = use(similar)
  return (
    <ChoiceDialog
      {...dialog}
      title="Merge this group into another"
      description={KEPT}
      legend="Similar groups"
      choices={groups.map(choiceOf)}
      other={{
        label: groups.length > 0 ? 'Or another group, by its address or id' : 'Address or id of the group',
        read: (text) => (readId(text) === own ? null : readId(text)),
        problem: 'Paste the address or the id of another error group.',
      }}
      submitLabel="Merge"
    />
  )
}
