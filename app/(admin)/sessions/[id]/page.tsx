import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { SessionDetail } from './session-detail'

export const metadata: Metadata = { title: 'Session' }

export default function SessionPage({ params }: PageProps<'/sessions/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <SessionDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
