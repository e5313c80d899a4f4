import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { CustomerDetail } from '../../[userId]/customer-detail'

type Params = { params: Promise<{ userId: string }> }

export default function CustomerPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Customer">
        <PanelBoundary title="The customer">
          <Suspense fallback={<DetailSkeleton />}>
            <CustomerDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
