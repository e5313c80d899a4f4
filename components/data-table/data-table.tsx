'use client'

import { type ColumnDef, type RowSelectionState, useTable } from '@tanstack/react-table'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { BulkBar } from './bulk-bar'
import { type Features, features } from './features'
import { HeaderCell } from './header-cell'
import { leastWidth } from './least-width'
import { useListPanel } from './list-panel'
import { arrangement, useListUrl } from './list-url'
import { MatchingActions, SelectMatching } from './matching-bar'
import { RowCells } from './row-cells'
import { SelectBox } from './select-box'
import { showWhole } from './show-whole'
import { useAnnounceTable } from './shown-table'
import { useTableLook } from './table-look'
import { useKeptFocus } from './use-kept-focus'
import { type Matching, useMatching } from './use-matching'
import { useRowKeys } from './use-row-keys'
import { useStableRows } from './use-stable-rows'

type Props<Data extends { id: string }> = {
  /** What the rows are, for screen readers and the bulk bar: "errors". */
  label: string
  columns: ColumnDef<Features, Data>[]
  rows: Data[]
  sort?: { by: string; descending: boolean }
  /** How a row is called by its check box: "Select retell_timeout". */
  rowName?: (row: Data) => string
  /** A colour at the row's left edge, for severities. */
  rail?: (row: Data) => string | undefined
  /** What can be done to the selected rows; without it rows cannot be selected. */
  bulkActions?: (rows: Data[], clear: () => void) => ReactNode
  /** What can be done to everything that matches, once a whole page is selected. */
  matching?: Matching
  verb?: Verb<Data>
  /** Further keys that act on the selection or else on the row in focus. */
  moreVerbs?: Verb<Data>[]
}

type Verb<Data> = { key: string; run: (rows: Data[]) => void }

/** A server-driven table: rows, their selection and their keys. The URL holds everything else. */
export function DataTable<Data extends { id: string }>(props: Props<Data>) {
  const { label, columns, sort, rowName, rail, bulkActions, matching, verb, moreVerbs = [] } = props
  const { rows, gone } = useStableRows(props.rows)
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const [anchor, setAnchor] = useState<string | null>(null)
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection },
    onRowSelectionChange: setRowSelection,
  })
  const body = useRef<HTMLTableSectionElement>(null)
  const keptFocus = useKeptFocus(
    body,
    rows.map((row) => row.id),
  )
  const { setOrder } = useListPanel()
  const openId = usePathname().split('/').at(-1)

  useEffect(() => setOrder(rows.map((row) => row.id)), [rows, setOrder])

  const clear = () => {
    setRowSelection({})
    whole.clear()
  }
  const whole = useMatching(matching, () => setRowSelection({}))
  const { query } = useListUrl()
  const [selectedUnder, setSelectedUnder] = useState(query)
  // Another filter or page shows other rows: a selection does not carry over.
  if (selectedUnder !== query) {
    setSelectedUnder(query)
    clear()
  }
  const selected = rows.filter((row) => rowSelection[row.id])

  function toggle(id: string, range: boolean) {
    if (!bulkActions) return
    const ids = rows.map((row) => row.id)
    const [from, to] = [ids.indexOf(anchor ?? id), ids.indexOf(id)]
    const touched = range && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    const on = range || !rowSelection[id]
    setRowSelection(
      (old) => ({ ...old, ...Object.fromEntries(touched.map((item) => [item, on])) }) as RowSelectionState,
    )
    setAnchor(id)
  }

  useRowKeys({
    body,
    toggle,
    clear,
    verbs: (verb ? [verb, ...moreVerbs] : moreVerbs).map(({ key, run }) => ({
      key,
      run: (id) => run(selected.length > 0 ? selected : rows.filter((row) => row.id === id)),
    })),
  })

  const { look, resize } = useTableLook(label)
  const all = table.getHeaderGroups()[0]?.headers ?? []
  const nameOf = (header: (typeof all)[number]) =>
    typeof header.column.columnDef.header === 'string' ? header.column.columnDef.header : header.id
  useAnnounceTable({ label, columns: all.map((header) => ({ id: header.id, name: nameOf(header) })) })
  const headers = all.filter(({ id }) => !look.hidden.includes(id))
  const allSelected = rows.length > 0 && selected.length === rows.length
  return (
    <>
      <table
        className="data-table"
        aria-label={label}
        data-wide={Object.keys(look.widths).length > 0 || undefined}
        style={{ minWidth: leastWidth(headers, look.widths) }}
      >
        <thead>
          <tr>
            {bulkActions ? (
              <th scope="col" className="w-10 pl-4">
                <Checkbox
                  aria-label={`Select all ${rows.length} on this page`}
                  checked={allSelected}
                  mixed={selected.length > 0 && !allSelected}
                  onChange={() =>
                    setRowSelection(allSelected ? {} : Object.fromEntries(rows.map((row) => [row.id, true])))
                  }
                />
              </th>
            ) : null}
            {headers.map((header) => (
              <HeaderCell
                key={header.id}
                layout={header.column.columnDef.meta}
                sort={sort}
                name={nameOf(header)}
                width={look.widths[header.id]}
                onResize={(width) => resize(header.id, width)}
              >
                <table.FlexRender header={header} />
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody key={arrangement(query)} ref={body} {...keptFocus} onPointerMove={showWhole}>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              data-open={row.id === openId || undefined}
              data-selected={rowSelection[row.id] || undefined}
              data-gone={gone.has(row.id) || undefined}
              title={gone.has(row.id) ? 'No longer in this list' : undefined}
              tabIndex={-1}
              style={rail ? { ['--rail' as string]: rail(row.original) } : undefined}
              className={classNames(rail && 'has-rail')}
            >
              {bulkActions ? (
                <td className="phone-select w-10 pl-4">
                  <SelectBox row={row} name={rowName?.(row.original) ?? row.id} onToggle={toggle} />
                </td>
              ) : null}
              <RowCells row={row} columns={columns} hidden={look.hidden} />
            </tr>
          ))}
        </tbody>
      </table>
      {bulkActions ? (
        <BulkBar count={whole.frozen?.matches ?? selected.length} label={label} onClear={clear}>
          {matching && whole.frozen ? (
            <MatchingActions matching={matching} state={whole} />
          ) : (
            <>
              {bulkActions(selected, clear)}
              {matching?.more && allSelected ? <SelectMatching matching={matching} state={whole} /> : null}
            </>
          )}
        </BulkBar>
      ) : null}
      {whole.dialog}
    </>
  )
}
