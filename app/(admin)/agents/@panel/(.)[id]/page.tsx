import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { AgentDetail } from '../../[id]/agent-detail'

type Params = { params: Promise<{ id: string }> }

export default function AgentPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Agent">
        <PanelBoundary title="The agent">
          <Suspense fallback={<DetailSkeleton />}>
            <AgentDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
