'use client'

import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuCheckboxItem, MenuItem } from '@/components/ui/menu'
import { DENSITY_COOKIE } from '@/lib/lists/table-look'
import { type ShownTable, useShownTable } from './shown-table'
import { useTableLook } from './table-look'

/** Which columns the table shows, and how close its rows stand. */
export function TableMenu() {
  const table = useShownTable()
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label="Columns" className="max-sm:hidden">
          <Columns3 aria-hidden className="size-3.5" />
        </Button>
      }
    >
      {table ? <Columns {...table} /> : <p className="px-2 py-1.5 text-fg-2">There are no rows</p>}
      <Density />
    </Menu>
  )
}

function Columns({ label, columns }: ShownTable) {
  const { columnVisibility, setColumnVisibility, isChanged, reset } = useTableLook(label)
  const [first, ...others] = columns
  return (
    <>
      {first ? (
        <MenuCheckboxItem checked disabled>
          {first.name}
        </MenuCheckboxItem>
      ) : null}
      {others.map(({ id, name }) => (
        <MenuCheckboxItem
          key={id}
          checked={columnVisibility[id] !== false}
          onCheckedChange={(shown) => setColumnVisibility((old) => ({ ...old, [id]: shown }))}
        >
          {name}
        </MenuCheckboxItem>
      ))}
      <MenuItem disabled={!isChanged} onClick={reset} className="data-disabled:text-fg-3">
        As they were
      </MenuItem>
    </>
  )
}

function Density() {
  const [compact, setCompact] = useState(() => document.documentElement.dataset.density === 'compact')
  return (
    <MenuCheckboxItem
      checked={compact}
      onCheckedChange={(wanted) => {
        setCompact(wanted)
        const root = document.documentElement
        if (wanted) root.dataset.density = 'compact'
        else delete root.dataset.density
        // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the next document; no secret.
        document.cookie = `${DENSITY_COOKIE}=${wanted ? 'compact' : ''}; path=/; max-age=31536000; samesite=lax`
      }}
    >
      Compact rows
    </MenuCheckboxItem>
  )
}
