'use client'

import { type ColumnDef, useTable } from '@tanstack/react-table'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { BulkBar } from './bulk-bar'
import { type Features, features, nameOf } from './features'
import { leastWidth } from './least-width'
import { useListPanel } from './list-panel'
import { arrangement, useListUrl } from './list-url'
import { MatchingActions, SelectMatching } from './matching-bar'
import { keepRowNames } from './row-names'
import { SelectBox } from './select-box'
import { showWhole } from './show-whole'
import { useAnnounceTable } from './shown-table'
import { TableHead } from './table-head'
import { useTableLook } from './table-look'
import { TableRow } from './table-row'
import { useKeptFocus } from './use-kept-focus'
import type { Matching } from './use-matching'
import { useRowKeys } from './use-row-keys'
import { useSelection } from './use-selection'
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

/** The id of the row whose detail is open beside the list; tables of records have one segment more. */
const openRow = (pathname: string) => pathname.split('/')[pathname.startsWith('/records/') ? 3 : 2]

/** What a row is called, with whose it is. */
function fullName(row: object, name: string): string {
  const customer = 'business_name' in row && typeof row.business_name === 'string' ? row.business_name : name
  return customer === name ? name : `${name}, ${customer}`
}

type Verb<Data> = { key: string; run: (rows: Data[]) => void }

/** A server-driven table: rows, their selection and their keys. The URL holds everything else. */
export function DataTable<Data extends { id: string }>(props: Props<Data>) {
  const { label, columns, sort, rowName, rail, bulkActions, matching, verb, moreVerbs = [] } = props
  const { rows, gone } = useStableRows(props.rows)
  const ids = rows.map((row) => row.id)
  const { rowSelection, setRowSelection, whole, clear, toggle } = useSelection(ids, matching)
  const { columnVisibility, setColumnVisibility, columnSizing, setColumnSizing } = useTableLook(label)
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    state: { rowSelection, columnVisibility, columnSizing },
    onRowSelectionChange: setRowSelection,
    onColumnVisibilityChange: setColumnVisibility,
    onColumnSizingChange: setColumnSizing,
  })
  const body = useRef<HTMLTableSectionElement>(null)
  const keptFocus = useKeptFocus(body, ids)
  const { query } = useListUrl()
  const { setOrder } = useListPanel()
  const openId = openRow(usePathname())
  useEffect(() => setOrder(rows.map((row) => row.id)), [rows, setOrder])
  useEffect(() => {
    if (rowName) keepRowNames(rows.map((row) => [row.id, fullName(row, rowName(row))]))
  }, [rows, rowName])
  useAnnounceTable({
    label,
    columns: table.getAllLeafColumns().map((column) => ({ id: column.id, name: nameOf(column) })),
  })

  const selected = rows.filter((row) => rowSelection[row.id])
  const allSelected = rows.length > 0 && selected.length === rows.length
  useRowKeys({
    body,
    toggle: bulkActions ? toggle : () => undefined,
    clear,
    verbs: (verb ? [verb, ...moreVerbs] : moreVerbs).map(({ key, run }) => ({
      key,
      // What is being read is meant; what is ticked has its buttons.
      run: (id) =>
        run(selected.length > 0 && !openId ? selected : rows.filter((row) => row.id === (openId ?? id))),
    })),
  })

  return (
    <>
      <table
        className="data-table"
        aria-label={label}
        data-reading={openId ? true : undefined}
        data-wide={Object.keys(columnSizing).length > 0 || undefined}
        style={{ minWidth: leastWidth(table.getVisibleLeafColumns(), columnSizing) }}
      >
        <TableHead table={table} sort={sort}>
          {bulkActions ? (
            <th scope="col" className="w-10 pl-4">
              <Checkbox
                aria-label={`Select all ${rows.length} on this page`}
                checked={allSelected}
                mixed={selected.length > 0 && !allSelected}
                onChange={() => table.toggleAllRowsSelected(!allSelected)}
              />
            </th>
          ) : null}
        </TableHead>
        <tbody translate="no" key={arrangement(query)} ref={body} {...keptFocus} onPointerMove={showWhole}>
          {table.getRowModel().rows.map((row) => (
            <TableRow
              key={row.id}
              row={row}
              columns={columns}
              visibility={columnVisibility}
              open={row.id === openId}
              selected={rowSelection[row.id] ?? false}
              gone={gone.has(row.id)}
              rail={rail}
            >
              {bulkActions ? (
                <td className="phone-select w-10 pl-4">
                  <SelectBox row={row} name={rowName?.(row.original) ?? row.id} onToggle={toggle} />
                </td>
              ) : null}
            </TableRow>
          ))}
        </tbody>
      </table>
      {bulkActions ? (
        <BulkBar
          isReading={openId !== undefined}
          count={whole.frozen?.matches ?? selected.length}
          label={label}
          onClear={clear}
        >
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
