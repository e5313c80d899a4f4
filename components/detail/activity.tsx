import { Suspense } from 'react'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { type AuditedEntity, type CommentedEntity, listActivity } from '@/lib/activity'
import { colleague, parseTime } from '@/lib/format/format'
import { requireAdmin } from '@/lib/session/auth'
import { AuditLink } from './audit-link'
import { CommentForm } from './comment-form'
import { UndoAct } from './undo-act'
import { undoableAct } from './undoable-act'

const VERBS: Record<string, string> = {
  resolve: 'resolved it',
  reopen: 'reopened it',
  acknowledge: 'acknowledged it',
  unacknowledge: 'took the acknowledgement back',
  requeue: 'requeued it',
  skip: 'skipped it',
  unskip: 'put it back',
  comment: 'commented',
  reveal: 'looked at a masked value',
  close: 'closed it',
  snooze: 'snoozed it',
  unsnooze: 'ended the snooze',
  assign: 'assigned it',
  unassign: 'unassigned it',
  merge: 'merged groups',
  unmerge: 'undid a merge',
  split: 'split it',
  unsplit: 'undid a split',
  revoke: 'revoked it',
}

/** What does not change the row's state. */
const ASIDE = ['comment', 'reveal', 'assign', 'unassign', 'merge', 'unmerge', 'split', 'unsplit']

async function Rows({ entity, id }: { entity: AuditedEntity; id: string }) {
  const [rows, { email }] = await Promise.all([listActivity(entity, id), requireAdmin()])
  if (rows.length === 0) return <p className="text-fg-2">No activity yet.</p>
  const latest = rows.find((row) => !ASIDE.includes(row.action_type ?? ''))
  const act = latest && undoableAct(entity, latest.action_type)
  return (
    <ol className="flex flex-col gap-2">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="flex gap-2">
            <span className="font-medium">
              {row.actor_email ? colleague(row.actor_email) : 'The platform'}
            </span>
            <span className="text-fg-2">{VERBS[row.action_type ?? ''] ?? row.action}</span>
            {row === latest && act && row.actor_email === email ? (
              <UndoAct entity={entity} id={id} act={act} at={parseTime(row.created_at).getTime()} />
            ) : null}
            <span className="ml-auto text-fg-3">
              <RelativeTime at={row.created_at} />
            </span>
          </div>
          {row.note ? (
            <p className="break-words whitespace-pre-wrap text-fg-2">
              <Written>{row.note}</Written>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** The actions on a row and its comments, newest first, from the audit log. */
export function ActivityRows({ entity, id }: { entity: AuditedEntity; id: string }) {
  return (
    <>
      <PanelBoundary title="The activity">
        <Suspense fallback={<span className="skeleton block h-4 w-48" />}>
          <Rows entity={entity} id={id} />
        </Suspense>
      </PanelBoundary>
      <p className="mt-2">
        <AuditLink entity={entity} id={id} />
      </p>
    </>
  )
}

/** The activity of a row, and the form to comment on it. */
export function Activity({ entity, id }: { entity: CommentedEntity; id: string }) {
  return (
    <>
      <CommentForm entity={entity} id={id} />
      <ActivityRows entity={entity} id={id} />
    </>
  )
}
