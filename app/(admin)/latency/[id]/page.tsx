import type { Metadata } from 'next'
import { Suspense } from 'react'
import { OwnPage } from '@/components/data-table/own-page'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { EndpointDetail } from './endpoint-detail'

export const metadata: Metadata = { title: 'Endpoint' }

export default function EndpointPage(props: PageProps<'/latency/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <OwnPage>
            <EndpointDetail {...props} />
          </OwnPage>
        </Suspense>
      </div>
    </div>
  )
}
