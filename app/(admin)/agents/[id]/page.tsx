import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { AgentDetail } from './agent-detail'

export const metadata: Metadata = { title: 'Agent' }

export default function CustomerAgentsPage({ params }: PageProps<'/agents/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full max-w-3xl grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={<DetailSkeleton />}>
          <AgentDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
