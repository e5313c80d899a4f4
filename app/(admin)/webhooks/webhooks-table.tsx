'use client'

import { RotateCcw } from 'lucide-react'
import { DataTable } from '@/components/data-table/data-table'
import type { Matching, MatchingVerb } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { webhookColumns } from './columns'
import type { WebhookRow } from './queries'
import { useRequeue } from './use-requeue'

const WORDS = { one: 'webhook', many: 'webhooks' }
const REQUEUE: MatchingVerb = {
  action: 'requeue',
  label: 'Requeue',
  done: 'requeued',
  undoable: false,
  note: {
    fieldLabel: 'Reason',
    description:
      'They go back into the queue and are processed again, those that were processed before as well. The reason stays in the audit log, with your name and the time.',
  },
}

/** The rows of /webhooks and what can be done with them. */
export function WebhooksTable({
  rows,
  sort,
  filter,
  more,
}: {
  rows: WebhookRow[]
  sort: { by: string; descending: boolean }
  /** What the rows match, and whether more do than are shown. */
  filter: Matching['filter']
  more: boolean
}) {
  const { pending, askToRequeue, dialog } = useRequeue()
  return (
    <>
      <DataTable
        label="webhooks"
        columns={webhookColumns}
        rows={rows}
        sort={sort}
        rowName={(row) => row.event_type}
        verb={{ key: 'r', run: askToRequeue }}
        matching={
          filter.state === 'pending'
            ? undefined
            : { list: 'webhooks', filter, more, words: WORDS, verb: REQUEUE }
        }
        bulkActions={(selected) => {
          const settled = selected.filter((row) => row.state !== 'pending')
          return settled.length > 0 || selected.length === 0 ? (
            <Button variant="primary" pending={pending} onClick={() => askToRequeue(settled)}>
              <RotateCcw aria-hidden className="size-3.5" />
              Requeue {settled.length} <Kbd inherit>R</Kbd>
            </Button>
          ) : (
            <span className="text-fg-2">Pending already</span>
          )
        }}
      />
      {dialog}
    </>
  )
}
