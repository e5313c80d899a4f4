import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Section } from '@/components/detail/section'
import { CopyButton } from '@/components/ui/copy-button'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { dedicatedPage } from '../dedicated-page'
import { describeTable, findRecord } from '../queries'
import type { RecordTable } from '../table'
import { RecordValue } from './[id]/record-value'
import { References } from './[id]/references'
import { fitsKey } from './search-params'

/** A row with all its columns, where they lead, and what leads to it. */
export const { Page, Panel } = defineDetail({
  title: 'Row',
  what: 'row',
  list: '/records',
  find: findRow,
  name: ({ id }) => id.slice(0, 8),
  Content: Row,
})

/** The page's title names the table. */
export async function generateMetadata({ params }: PageProps<'/records/[table]/[id]'>): Promise<Metadata> {
  return { title: `Row of ${(await params).table}` }
}

const link = 'touch text-accent-text hover:underline'

async function findRow(path: { table: string; id: string }) {
  const id = decodeURIComponent(path.id)
  const table = await describeTable(path.table)
  if (!table || !fitsKey(table, id)) return null
  const row = await findRecord(table, id)
  return row && { table, row, id }
}

function Row({ found: { table, row, id } }: DetailProps<typeof findRow>) {
  const place = table.key_kind === 'uuid' ? { entity: table.name, id } : null
  return (
    <>
      <Section>
        <h2 className="text-md font-semibold">
          Row of{' '}
          <Link href={`/records/${table.name}`} className="font-mono hover:underline">
            {table.name}
          </Link>
        </h2>
        <p className="mt-1 flex items-center gap-1">
          <code className="min-w-0 font-mono text-xs break-all text-fg-2">{id}</code>
          <CopyButton label="Copy the key" text={id} />
        </p>
        <RowLinks table={table} id={id} />
      </Section>
      <Section title="Columns" note={`${table.columns.length}, ${MASKED_NOTE}`}>
        <dl>
          {table.columns.map((column) => (
            <div
              key={column.name}
              className="grid grid-cols-[150px_minmax(0,1fr)] gap-x-3 border-t border-line py-1.5 first:border-t-0 max-sm:grid-cols-1"
            >
              <dt className="font-mono text-xs leading-5 text-fg-2" title={column.type}>
                {column.name}
                <span className="sr-only"> ({column.type})</span>
              </dt>
              <dd className="min-w-0 text-[12.5px]">
                <RecordValue
                  column={column}
                  value={row.cells[column.name] ?? null}
                  names={row.names}
                  reveal={place && { ...place, path: [column.name] }}
                />
                {column.comment ? <p className="text-xs text-fg-3">{column.comment}</p> : null}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Rows that lead here">
        <PanelBoundary title="What leads here">
          <Suspense fallback={<span className="skeleton block h-24 w-full" />}>
            <References table={table.name} id={id} />
          </Suspense>
        </PanelBoundary>
      </Section>
    </>
  )
}

function RowLinks({ table, id }: { table: RecordTable; id: string }) {
  const page = dedicatedPage(table.name, id)
  return (
    <p className="mt-1 flex flex-wrap gap-x-4">
      {/* Plain links on purpose: each has a page of its own. */}
      {page ? (
        <a href={page.href} className={link}>
          Open in {page.label}
        </a>
      ) : null}
      <a href={`/audit?${new URLSearchParams({ entity: table.name, id })}`} className={link}>
        Audit entries
      </a>
    </p>
  )
}
