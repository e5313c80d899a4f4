'use client'

import { Button } from '@/components/ui/button'
import { useMerge } from '../_groups/use-merge'

/** Gives a merged group its own place again. */
export function UndoMerge({ id, name }: { id: string; name: string }) {
  const { pending, unmerge } = useMerge()
  return (
    <Button
      size="small"
      pending={pending}
      aria-label={`Undo the merge of ${name}`}
      onClick={() => unmerge([id])}
    >
      Undo
    </Button>
  )
}
