'use client'

import { Merge } from 'lucide-react'
import { Suspense, use, useState } from 'react'
import { Button } from '@/components/ui/button'
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

type MergeIntoProps = { group: GroupRow; similar: Promise<SimilarGroup[]> }

/** Merges the group on screen into another: one that is like it, or any by its address or id. */
export function MergeInto({ group, similar }: MergeIntoProps) {
  const [asking, setAsking] = useState(false)
  const { pending, merge } = useMerge()
  return (
    <>
      <Button pending={pending} onClick={() => setAsking(true)}>
        <Merge aria-hidden className="size-3.5" />
        Merge
      </Button>
      <Suspense>
        <SimilarChoices
          similar={similar}
          own={group.id}
          open={asking}
          onOpenChange={setAsking}
          pending={pending}
          onSubmit={(target) => merge([group.id], target, () => setAsking(false))}
        />
      </Suspense>
    </>
  )
}

type SimilarChoicesProps = Pick<MergeIntoProps, 'similar'> & {
  own: string
  open: boolean
  onOpenChange: (open: boolean) => void
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
