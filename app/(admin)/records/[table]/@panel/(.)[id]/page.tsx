import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RecordDetail } from '../../[id]/record-detail'

type Params = { params: Promise<{ table: string; id: string }> }

export default function RecordPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Row">
        <PanelBoundary title="The row">
          <Suspense fallback={<DetailSkeleton />}>
            <RecordDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
