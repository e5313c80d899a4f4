import type { Metadata } from 'next'
import { Suspense } from 'react'
import { OwnPage } from '@/components/data-table/own-page'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { RunDetail } from './run-detail'

export const metadata: Metadata = { title: 'Reconciliation run' }

export default function RunPage({ params, searchParams }: PageProps<'/reconciliation/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <OwnPage>
            <RunDetail params={params} searchParams={searchParams} />
          </OwnPage>
        </Suspense>
      </div>
    </div>
  )
}
