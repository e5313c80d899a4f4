import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { requireAdmin } from '@/lib/session/auth'
import { DOMAIN_NAMES } from '@/lib/tables'
import { describeTables } from './queries'
import { TableIndex } from './table-index'

export const metadata: Metadata = { title: 'Records' }

async function Tables() {
  await requireAdmin()
  return <TableIndex tables={await describeTables()} domains={DOMAIN_NAMES} />
}

export default function RecordsIndexPage() {
  return (
    <Suspense fallback={<PageSkeleton name="Records" />}>
      <PanelBoundary title="The tables">
        <Tables />
      </PanelBoundary>
    </Suspense>
  )
}
