import {
  columnSizingFeature,
  columnVisibilityFeature,
  metaHelper,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table'

/** How a column is laid out, wide and on a phone. */
export type ColumnLayout = {
  /** Width in a wide table, for example "90px"; without one the column shares what is left. */
  width?: string
  align?: 'end'
  /** Below this width of the list the column is left out; on a phone `phone` decides. */
  from?: 'medium' | 'wide' | 'widest'
  /** Where the cell stands in a phone's row of three lines, `verb` beside the lower two; left out without one. */
  phone?: 'title' | 'value' | 'body' | 'meta' | 'end' | 'verb'
  /** The name of this column in the URL's `sort`, when the list can be ordered by it. */
  sort?: string
  /** Which way the first click on the header orders; the largest or newest first without one. */
  sortFirst?: 'asc'
}

/** What every table of the console can do. Filtering, order and pages are the database's. */
export const features = tableFeatures({
  rowSelectionFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnMeta: metaHelper<ColumnLayout>(),
})

export type Features = typeof features

/** @returns what a column is called. */
export const nameOf = ({ id, columnDef }: { id: string; columnDef: { header?: unknown } }) =>
  typeof columnDef.header === 'string' ? columnDef.header : id
