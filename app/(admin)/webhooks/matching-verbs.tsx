'use client'

import type { Matching, MatchingVerb } from '@/components/data-table/use-matching'
import { RequeuePreviewNote, useRequeuePreview } from './requeue-preview'

/** How the rows are called. */
export const MATCHING_WORDS = { one: 'webhook', many: 'webhooks' }

function MatchingPreview({ filter }: { filter: Matching['filter'] }) {
  const preview = useRequeuePreview({ filter: JSON.stringify(filter) })
  return (
    <>
      <RequeuePreviewNote preview={preview} />
      {preview && preview.examined >= 1000 ? (
        <p className="mt-1.5 text-fg-3">Looked at the oldest 1,000 of them.</p>
      ) : null}
    </>
  )
}

/** Requeues everything that matches, after a look at what that would do twice. */
export const requeueVerb = (filter: Matching['filter']): MatchingVerb => ({
  action: 'requeue',
  label: 'Requeue',
  done: 'requeued',
  undoable: false,
  note: {
    fieldLabel: 'Reason',
    description:
      'They return to the queue and are processed again, including those already processed. The reason is kept in the audit log, with your name and the time.',
    preview: <MatchingPreview filter={filter} />,
  },
})

/** Skips everything that matches. */
export const SKIP_VERB: MatchingVerb = {
  action: 'skip',
  label: 'Skip',
  done: 'skipped',
  undoable: true,
  note: {
    fieldLabel: 'Reason',
    description:
      'They will not be processed unless an admin restores them. The reason is kept in the audit log, with your name and the time.',
  },
}
