'use client'

import { Flag } from 'lucide-react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { Button } from '@/components/ui/button'
import { flagLeads } from './actions'

const words = { one: 'lead', many: 'leads' }

/** Flags a lead for review, or takes the flag away; either can be taken back. */
export function FlagLead({ id, flagged }: { id: string; flagged: boolean }) {
  const { pending, run } = useRowAction()
  function mark(value: boolean) {
    run({
      ids: [id],
      words,
      done: value ? 'flagged for review' : 'no longer flagged',
      already: value ? 'was already flagged' : 'was not flagged',
      act: () => flagLeads({ ids: [id], flagged: value }),
      undo: () => mark(!value),
    })
  }
  const label = flagged ? 'Take the flag away' : 'Flag for review'
  return (
    <Button
      variant="ghost"
      size="small"
      icon
      pending={pending}
      aria-label={label}
      title={label}
      onClick={() => mark(!flagged)}
      className="relative z-1"
    >
      <Flag aria-hidden className={flagged ? 'size-3.5 fill-current text-warning-text' : 'size-3.5'} />
    </Button>
  )
}
