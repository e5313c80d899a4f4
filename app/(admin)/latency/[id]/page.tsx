import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { EndpointDetail } from './endpoint-detail'

export const metadata: Metadata = { title: 'Endpoint' }

export default function EndpointPage(props: PageProps<'/latency/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl">
        <Suspense fallback={<DetailSkeleton />}>
          <EndpointDetail {...props} />
        </Suspense>
      </div>
    </div>
  )
}
