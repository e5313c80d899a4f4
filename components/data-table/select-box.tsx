'use client'

import { type Row, Subscribe } from '@tanstack/react-table'
import { Checkbox } from '@/components/ui/checkbox'
import type { Features } from './features'

/** A row's check box; it alone is drawn again when the selection changes. */
export function SelectBox<Data extends { id: string }>({
  row,
  name,
  onToggle,
}: {
  row: Row<Features, Data>
  name: string
  onToggle: (id: string, range: boolean) => void
}) {
  return (
    <Subscribe source={row.table.atoms.rowSelection} selector={(state) => Boolean(state[row.id])}>
      {(selected) => (
        <Checkbox
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={(event) => onToggle(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      )}
    </Subscribe>
  )
}
