'use client'

import { useRowAction } from '@/components/data-table/use-row-action'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/relative-time'
import type { AuditedEntity } from '@/lib/activity'
import { undoAct } from './actions'
import type { Act } from './undoable-act'

const UNDO_MS = 10 * 60_000

/** Undoes the latest action on a row, for ten minutes after it. */
export function UndoAct({
  entity,
  id,
  act,
  at,
}: {
  entity: AuditedEntity
  id: string
  act: Act
  at: number
}) {
  const { pending, run } = useRowAction()
  const now = useNow()
  if (entity === 'webhook_queue' || entity === 'active_sessions' || now - at > UNDO_MS) return null
  return (
    <Button
      size="small"
      pending={pending}
      onClick={() =>
        run({
          ids: [id],
          words: { one: 'change', many: 'changes' },
          done: 'undone',
          already: 'had been changed since',
          act: () => undoAct({ entity, id, act }),
        })
      }
    >
      Undo
    </Button>
  )
}
