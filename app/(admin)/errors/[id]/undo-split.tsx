'use client'

import { Button } from '@/components/ui/button'
import { useSplit } from '../_groups/use-split'

/** Lets the next events stay with the group that was split. */
export function UndoSplit({ id, name }: { id: string; name: string }) {
  const { pending, unsplit } = useSplit()
  return (
    <Button
      size="small"
      pending={pending}
      aria-label={`Undo the split by ${name}`}
      onClick={() => unsplit([id])}
    >
      Undo
    </Button>
  )
}
