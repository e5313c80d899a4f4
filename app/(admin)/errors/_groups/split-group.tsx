'use client'

import { Suspense, use } from 'react'
import { ChoiceDialog } from '@/components/ui/choice-dialog'
import { formatCount, formatQuantity, plainName } from '@/lib/format/format'
import type { GroupRow, SplitValue } from './queries'
import { useSplit } from './use-split'

type Props = {
  group: GroupRow
  values: Promise<SplitValue[]>
  open: boolean
  onOpenChange: (open: boolean) => void
}

const choiceOf = ({ field, value, label, events, looked }: SplitValue, place: number) => ({
  value: String(place),
  label: plainName(field),
  text: label || value,
  detail:
    looked === null
      ? formatQuantity(events, 'event')
      : `${formatCount(events)} of the latest ${formatCount(looked)}`,
})

function SplitByValue({ group, values, open, onOpenChange }: Props) {
  const known = use(values)
  const { pending, split } = useSplit()
  return (
    <ChoiceDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Split this group by a value"
      description="The next event with this value begins a group of its own. No past event moves; undo lets later ones stay here again."
      legend="Value"
      choices={known.map(choiceOf)}
      submitLabel="Split"
      pending={pending}
      onSubmit={(place) => {
        const chosen = known[Number(place)]
        if (chosen) split(group.id, chosen, () => onOpenChange(false))
      }}
    />
  )
}

/** Asks by which value the group on screen is split. */
export function SplitGroup(props: Props) {
  return (
    <Suspense>
      <SplitByValue {...props} />
    </Suspense>
  )
}
