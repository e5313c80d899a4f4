import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { ErrorDetail } from '../../[id]/error-detail'

type Params = { params: Promise<{ id: string }> }

export default function ErrorPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Error">
        <PanelBoundary title="The error">
          <Suspense fallback={<DetailSkeleton />}>
            <ErrorDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
