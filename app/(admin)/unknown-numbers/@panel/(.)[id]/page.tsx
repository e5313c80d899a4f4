import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { NumberDetail } from '../../[id]/number-detail'

type Params = { params: Promise<{ id: string }> }

export default function UnknownNumberPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Unknown number">
        <PanelBoundary title="The unknown number">
          <Suspense fallback={<DetailSkeleton />}>
            <NumberDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
