import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { DetailSkeleton } from '@/components/detail/detail-skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { AuditDetail } from '../../[id]/audit-detail'

type Params = { params: Promise<{ id: string }> }

export default function AuditPanel({ params }: Params) {
  return (
    <Suspense>
      <DetailPanel label="Audit entry">
        <PanelBoundary title="The audit entry">
          <Suspense fallback={<DetailSkeleton />}>
            <AuditDetail params={params} />
          </Suspense>
        </PanelBoundary>
      </DetailPanel>
    </Suspense>
  )
}
