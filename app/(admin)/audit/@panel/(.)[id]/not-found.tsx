import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function AuditPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Audit entry">
        <MissingRow what="audit entry" list="/audit" />
      </DetailPanel>
    </Suspense>
  )
}
