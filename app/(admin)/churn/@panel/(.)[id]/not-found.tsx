import { Suspense } from 'react'
import { DetailPanel } from '@/components/data-table/detail-panel'
import { MissingRow } from '@/components/detail/missing-row'

export default function ChurnPanelNotFound() {
  return (
    <Suspense>
      <DetailPanel label="Churn alert">
        <MissingRow what="churn alert" list="/churn" />
      </DetailPanel>
    </Suspense>
  )
}
