'use client'

import { Merge } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChoiceDialog } from '@/components/ui/choice-dialog'
import { formatQuantity } from '@/lib/format/format'
import { choiceOf, KEPT } from './merge-choices'
import type { GroupRow } from './queries'
import { useMerge } from './use-merge'

/** Merges the selected groups into one of them, by default that with most events. */
export default function MergeSelected({ groups }: { groups: GroupRow[] }) {
  const [asking, setAsking] = useState(false)
  const { pending, merge } = useMerge()
  const ids = groups.map(({ id }) => id)
  return (
    <>
      <Button pending={pending} onClick={() => setAsking(true)}>
        <Merge aria-hidden className="size-3.5" />
        Merge {groups.length}
      </Button>
      <ChoiceDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Merge ${formatQuantity(groups.length, 'group')}`}
        description={KEPT}
        legend="Group that the others are merged into"
        choices={[...groups].sort((a, b) => b.events - a.events).map(choiceOf)}
        submitLabel="Merge"
        pending={pending}
        onSubmit={(target) =>
          merge(
            ids.filter((id) => id !== target),
            target,
            () => setAsking(false),
          )
        }
      />
    </>
  )
}
