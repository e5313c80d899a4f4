'use client'

import { Ban, RotateCcw } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { webhookColumns } from './columns'
import { MATCHING_WORDS, requeueVerb } from './matching-verbs'
import type { ListedWebhook } from './queries'
import { useRequeue } from './use-requeue'
import { useSkip } from './use-skip'

/** The rows of /webhooks and what can be done with them. */
export function WebhooksTable({
  rows,
  sort,
  filter,
  more,
}: {
  rows: ListedWebhook[]
  sort: { by: string; descending: boolean }
  /** What the rows match, and whether more do than are shown. */
  filter: Matching['filter']
  more: boolean
}) {
  const { pending, askToRequeue, dialog } = useRequeue()
  const skip = useSkip()
  return (
    <>
      <DataTable
        label="webhooks"
        columns={webhookColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.event_type}
        verb={{ key: 'r', run: askToRequeue }}
        moreVerbs={[{ key: 's', run: skip.askToSkip }]}
        matching={
          filter.state === 'pending'
            ? undefined
            : { list: 'webhooks', filter, more, words: MATCHING_WORDS, verb: requeueVerb(filter) }
        }
        bulkActions={(selected) => (
          <BulkActions selected={selected} requeue={askToRequeue} pending={pending} skip={skip} />
        )}
      />
      {dialog}
      {skip.dialog}
    </>
  )
}

type BulkProps = {
  selected: ListedWebhook[]
  requeue: (webhooks: ListedWebhook[]) => void
  pending: boolean
  skip: ReturnType<typeof useSkip>
}

function BulkActions({ selected, requeue, pending, skip }: BulkProps) {
  const finished = selected.filter((row) => row.state !== 'pending')
  const open = selected.filter((row) => row.state === 'pending' || row.state === 'failed')
  return (
    <>
      {open.length > 0 ? (
        <Button pending={skip.pending} onClick={() => skip.askToSkip(open)}>
          <Ban aria-hidden className="size-3.5" />
          Skip {open.length} <Kbd inherit>S</Kbd>
        </Button>
      ) : null}
      {finished.length > 0 || selected.length === 0 ? (
        <Button variant="primary" pending={pending} onClick={() => requeue(finished)}>
          <RotateCcw aria-hidden className="size-3.5" />
          Requeue {finished.length} <Kbd inherit>R</Kbd>
        </Button>
      ) : (
        <span className="text-fg-2">Already pending</span>
      )}
    </>
  )
}
