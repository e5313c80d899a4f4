import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { SessionDetail } from '../../[id]/session-detail'

type Params = { params: Promise<{ id: string }> }

export default function SessionPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Session">
        <PanelBoundary title="The session">
          <Suspense fallback={<DetailSkeleton />}>
            <SessionDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
