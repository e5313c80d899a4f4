import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { AgentDetail } from './agent-detail'

export const metadata: Metadata = { title: 'Agent' }

export default function CustomerAgentsPage({ params }: PageProps<'/agents/[id]'>) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl">
        <Suspense fallback={<DetailSkeleton />}>
          <AgentDetail params={params} />
        </Suspense>
      </div>
    </div>
  )
}
