import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function RunPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Reconciliation run">
        <MissingRow what="run" list="/reconciliation" />
      </DetailPanel>
    </Suspense>
  )
}
