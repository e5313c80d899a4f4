import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RunDetail } from '../../[id]/run-detail'

type Params = { params: Promise<{ id: string }> }

export default function RunPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Reconciliation run">
        <PanelBoundary title="The run">
          <Suspense fallback={<DetailSkeleton />}>
            <RunDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
