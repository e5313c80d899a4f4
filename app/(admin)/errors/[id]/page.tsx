import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { ErrorDetail } from './error-detail'

export const metadata: Metadata = { title: 'Error' }

export default function ErrorPage({ params }: PageProps<'/errors/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <ErrorDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
