import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { NumberDetail } from './number-detail'

export const metadata: Metadata = { title: 'Unknown number' }

export default function UnknownNumberPage({ params }: PageProps<'/unknown-numbers/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <NumberDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
