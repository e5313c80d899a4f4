import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { ExportMenu } from '@/components/data-table/export-menu'
import { ListPage } from '@/components/data-table/list-page'
import { ViewsMenu } from '@/components/data-table/views-menu'
import { requireAdmin } from '@/lib/session/auth'
import { dedicatedPage } from '../dedicated-page'
import { describeTable } from '../queries'
import { RecordsFilters } from './records-filters'
import { RecordsCount, RecordsRows } from './records-panels'
import { readRecordsParams } from './search-params'
import { shownColumns } from './shown-columns'

type Props = { params: Promise<{ table: string }>; searchParams: Promise<SearchParams> }

/** One table: its rows with filters, columns, order and pages. */
export async function Records({ params: path, searchParams }: Props) {
  await requireAdmin()
  const { table: name } = await path
  const table = await describeTable(name)
  if (!table) notFound()
  const { params, ignored } = readRecordsParams(table, await searchParams)
  const page = dedicatedPage(name)
  return (
    <ListPage
      name={name}
      count={<RecordsCount table={table} params={params} />}
      tools={
        <>
          <ViewsMenu />
          <ExportMenu />
        </>
      }
      ignored={ignored}
      tabs={
        <p className="flex h-full items-center gap-3 text-fg-2">
          <span className="min-w-0 flex-1 truncate" title={table.comment ?? undefined}>
            {table.comment}
          </span>
          {page ? (
            <Link href={page.href} className="touch flex-none text-accent-text hover:underline">
              Open in {page.label}
            </Link>
          ) : null}
        </p>
      }
      filters={
        <RecordsFilters
          columns={table.columns}
          conditions={params.conditions}
          q={params.q}
          shown={shownColumns(table, params).map((column) => column.name)}
        />
      }
    >
      <RecordsRows table={table} params={params} />
    </ListPage>
  )
}
