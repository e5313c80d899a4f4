'use client'

import { Split } from 'lucide-react'
import { Suspense, use, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChoiceDialog } from '@/components/ui/choice-dialog'
import { formatCount, formatQuantity, plainName } from '@/lib/format/format'
import type { GroupRow, SplitValue } from './queries'
import { useSplit } from './use-split'

type Props = { group: GroupRow; values: Promise<SplitValue[]> }

const choiceOf = ({ field, value, label, events, looked }: SplitValue, place: number) => ({
  value: String(place),
  label: plainName(field),
  text: label || value,
  detail:
    looked === null
      ? formatQuantity(events, 'event')
      : `${formatCount(events)} of the latest ${formatCount(looked)}`,
})

function SplitByValue({ group, values }: Props) {
  const known = use(values)
  const [asking, setAsking] = useState(false)
  const { pending, split } = useSplit()
  if (known.length === 0) return null
  return (
    <>
      <Button pending={pending} onClick={() => setAsking(true)}>
        <Split aria-hidden className="size-3.5" />
        Split
      </Button>
      <ChoiceDialog
        open={asking}
        onOpenChange={setAsking}
        title="Split this group by a value"
        description="The next event with this value begins a group of its own. No past event moves; undo lets later ones stay here again."
        legend="Value"
        choices={known.map(choiceOf)}
        submitLabel="Split"
        pending={pending}
        onSubmit={(place) => {
          const chosen = known[Number(place)]
          if (chosen) split(group.id, chosen, () => setAsking(false))
        }}
      />
    </>
  )
}

/** Splits the group on screen by a value in which its events differ; nothing where they do not. */
export function SplitGroup(props: Props) {
  return (
    <Suspense>
      <SplitByValue {...props} />
    </Suspense>
  )
}
